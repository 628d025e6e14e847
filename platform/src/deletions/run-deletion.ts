import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { KeysDestroyed } from '../keys/open-keys.ts';
import { withoutSyncs } from '../organisations/without-syncs.ts';
import { otherConnections } from '../warehouse/remove-connection.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import { cancelScheduled } from './cancel-deletion.ts';
import { certify } from './certify.ts';
import { checkGone, PROBE_FIELD } from './check-gone.ts';
import type { DeletionFacts } from './facts.ts';
import { phases } from './phases.ts';
import { removeData } from './remove-data.ts';
import { type DeletionSubject, subjectOf } from './subject.ts';
import { takeInventory } from './take-inventory.ts';
import { addTombstone } from './tombstones.ts';

/**
 * Runs a deletion from where it stands to its certificate. Each step is written down once it is done; a process that is killed in
 * between leaves it running, and the next one goes on.
 */
export async function runDeletion(context: Context, id: string): Promise<void> {
  const subject = await subjectOf(context, id);
  if (subject === null) return;
  if (await isTakenUpAgain(context, subject)) return;
  await context.db
    .updateTable('deletions')
    .set({ state: 'running', started_at: subject.deletion.started_at ?? context.clock.now() })
    .where('id', '=', id)
    .execute();
  const begun = (await subjectOf(context, id)) ?? subject;
  const ids = begun.connections.map((connection) => connection.id);
  await withoutSyncs(context, { ids, reason: 'data deleted' }, () => goOn(context, begun));
  await context.control.requestDump('deletion.done');
  for (const connectionId of ids) context.changes.changed(connectionId);
}

/** Somebody connected again in the days of grace: then the data is wanted. What has begun goes through. */
async function isTakenUpAgain(context: Context, { deletion, connections }: DeletionSubject): Promise<boolean> {
  if (deletion.state !== 'scheduled' || connections.every(({ state }) => state === 'stopped')) return false;
  const at = context.clock.now();
  await context.db
    .transaction()
    .execute((trx) => cancelScheduled(trx, { id: deletion.id, actor: 'system', why: 'reconnected', at }));
  return true;
}

async function goOn(context: Context, subject: DeletionSubject): Promise<void> {
  const { deletion, organisation } = subject;
  // Written by this function.
  let facts = deletion.facts as DeletionFacts;
  const note = async (more: DeletionFacts): Promise<void> => {
    facts = { ...facts, ...more };
    await context.db
      .updateTable('deletions')
      .set({ facts: json(facts) })
      .where('id', '=', deletion.id)
      .execute();
    phases.publish({ phase: Object.keys(more)[0] });
  };
  if (facts.plan === undefined) await note({ plan: { whole: await isWhole(context, subject) } });
  const whole = facts.plan?.whole === true;
  if (facts.inventory === undefined) {
    const probe = whole ? await sealProbe(context, organisation.id) : null;
    await note({ inventory: await takeInventory(context, subject, whole), ...(probe === null ? {} : { probe }) });
  }
  await addTombstone(context, {
    id: deletion.id,
    organisation: organisation.id,
    connection: subject.connection?.id ?? null,
    at: (deletion.started_at ?? context.clock.now()).toISOString(),
  });
  await removeData(context, subject, whole);
  await note({ removed: { at: context.clock.now().toISOString() } });
  const checks = await checkGone(context, subject, { whole, probe: facts.probe ?? null });
  await certify(context, subject, { facts, checks });
  phases.publish({ phase: 'certified' });
}

/** The store and its keys go where nobody else of the organisation needs them. */
async function isWhole(
  { warehouse }: Context,
  { connection, organisation, others }: DeletionSubject,
): Promise<boolean> {
  if (connection === null) return true;
  if (others.some(({ state }) => state !== 'stopped')) return false;
  if (await hasNoStore(warehouse.folders, organisation.id)) return true;
  return (await otherConnections(warehouse, organisation.id, connection.id)).length === 0;
}

async function sealProbe({ keys }: Context, organisationId: string): Promise<string | null> {
  try {
    const field = { organisationId, connectionId: organisationId, field: PROBE_FIELD };
    return (await keys.seal(field, Buffer.from('opens only while the key is there'))).toString('base64');
  } catch (err) {
    if (err instanceof KeysDestroyed) return null;
    throw err;
  }
}
