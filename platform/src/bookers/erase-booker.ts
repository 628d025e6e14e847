import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { addErasedBooker } from '../deletions/tombstones.ts';
import { withoutSyncs } from '../organisations/without-syncs.ts';
import { copyStore } from '../warehouse/copies.ts';
import { eraseBookers } from '../warehouse/erase-bookers.ts';
import { removeOtherFiles } from '../warehouse/files-of-store.ts';
import { rewriteStore } from '../warehouse/rewrite-store.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import { pseudonymsOf } from './pseudonyms-of.ts';

export interface EraseBooker {
  readonly organisation: Organisation;
  /** As the box office knows them, or as its pages show them. */
  readonly customerId: string;
  readonly actor: string;
}

/**
 * Erases one booker: from the store and its copies, and from what comes later. First it is written down, so that a process that is
 * killed in the middle finishes it at its next start.
 */
export async function eraseBooker(
  context: Context,
  { organisation, customerId, actor }: EraseBooker,
): Promise<Output<'eraseBooker'>> {
  const { db, clock } = context;
  const pseudonyms = await pseudonymsOf(context, organisation, customerId);
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('erased_bookers')
      .values(pseudonyms.map((pseudonym) => ({ organisation_id: organisation.id, pseudonym, erased_at: now })))
      .onConflict((on) => on.doNothing())
      .execute();
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'booker.erased',
      subject: organisation.id,
      organisationId: organisation.id,
      // Not who: that would be a trace of them.
      details: { organisation: organisation.slug },
    });
  });
  for (const pseudonym of pseudonyms) {
    await addErasedBooker(context, { organisation: organisation.id, pseudonym, at: now.toISOString() });
  }
  const erased = await eraseEverywhere(context, organisation.id, pseudonyms);
  await context.control.requestDump('booker.erased');
  return { organisation: organisation.slug, erasedAt: now.toISOString(), ...erased };
}

export type EraseDeps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'log' | 'control' | 'syncs'>;

/** From the store, whose file is written anew, from its copies and from kept pages. Done again, it finds nothing. */
export async function eraseEverywhere(
  context: EraseDeps,
  organisationId: string,
  pseudonyms: readonly string[],
): Promise<{ customers: number; orders: number; copies: number }> {
  const { db, warehouse, clock, log, control } = context;
  const connections = await db
    .selectFrom('connections')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .limit(1_000)
    .execute();
  const ids = connections.map(({ id }) => id);
  return withoutSyncs(context, { ids, reason: 'booker erased' }, async () => {
    // Pages hold what the box office said, by its own ids.
    await rm(join(control.folder.path, 'pages', organisationId), { recursive: true, force: true });
    if (await hasNoStore(warehouse.folders, organisationId)) return { customers: 0, orders: 0, copies: 0 };
    const at = clock.now().getTime();
    const { customers, orders } = await eraseBookers(warehouse, organisationId, { pseudonyms, at });
    await rewriteStore(warehouse, organisationId, log);
    const copy = await copyStore(warehouse, organisationId, at);
    const removed = await removeOtherFiles(warehouse.folders, organisationId, [copy.name]);
    return {
      customers,
      orders,
      copies: removed.filter(({ file }) => file.includes('.duckdb') && !file.endsWith('.json')).length,
    };
  });
}
