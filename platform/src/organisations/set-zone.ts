import type { Organisation as OrganisationAnswer } from '@illuminate/contract';
import { isZone } from '@illuminate/model';
import { appendAudit } from '../audit/append.ts';
import { collects } from '../connections/collects.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { conflict, invalidInput, notPossibleNow } from '../refusal.ts';
import { forgetStreamFailures } from '../syncs/stream-states.ts';
import { setStoreAside } from '../warehouse/set-aside.ts';
import { describeOrganisation } from './describe-organisation.ts';
import { forgetDamage } from './store-damages.ts';
import { withoutSyncs } from './without-syncs.ts';

export interface SetZone {
  readonly organisation: Organisation;
  readonly zone: string;
  /** Whether to put aside what is stored, and to read it all again. */
  readonly loadAgain: boolean;
  readonly actor: string;
}

type Deps = Pick<Context, 'db' | 'control' | 'warehouse' | 'clock' | 'syncs' | 'changes'>;

/**
 * Sets an organisation's time zone. Rows hold wall times and instants that were worked out with the zone, so where there are
 * rows they are put aside, with consent, and read again: the cursors lie in the store and begin anew with it.
 */
export async function setZone(
  deps: Deps,
  { organisation, zone, loadAgain, actor }: SetZone,
): Promise<OrganisationAnswer> {
  const { db, warehouse, clock } = deps;
  if (!isZone(zone)) {
    throw invalidInput([{ path: 'body.zone', message: 'is no time zone; write it like Europe/London' }]);
  }
  if (zone === organisation.zone) return describeOrganisation(organisation);
  const connections = await db
    .selectFrom('connections')
    .select(['id', 'state', 'method'])
    .where('organisation_id', '=', organisation.id)
    .execute();
  const { held, delivered } = await contentOf(deps, organisation);
  if (delivered > 0) {
    throw notPossibleNow(
      `${organisation.name} holds what was delivered to it, which no box office can be asked for again.`,
      'Add the organisation under another short name with the right zone, and have everything delivered there.',
      'operator',
    );
  }
  if (held > 0 && !loadAgain) {
    throw conflict(
      `${organisation.name} holds ${held.toLocaleString('en-GB')} orders and performances whose times were read in ${organisation.zone}; they cannot be moved to another zone.`,
      'Say that all is to be loaded again (--load-again): what is stored is put aside, and read anew from the box office in the new zone. When tickets were returned is known only from then on.',
      'operator',
    );
  }
  const ids = connections.map(({ id }) => id);
  const changed = await withoutSyncs(deps, { ids, reason: 'time zone set' }, async () => {
    if (held > 0) {
      await setStoreAside(warehouse, organisation.id, clock.now().getTime());
      await forgetDamage(deps, organisation.id);
    }
    return db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('organisations')
        .set({ zone })
        .where('id', '=', organisation.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      for (const id of ids) await forgetStreamFailures(trx, id);
      await appendAudit(trx, {
        at: clock.now(),
        actor,
        action: 'organisation.zone-set',
        subject: organisation.id,
        organisationId: organisation.id,
        details: { organisation: organisation.slug, from: organisation.zone, to: zone, loadedAgain: held > 0 },
      });
      return row;
    });
  });
  for (const { id, state, method } of connections) {
    if (state === 'active' && collects({ method })) await deps.syncs.request(id, 'manual');
    deps.changes.changed(id);
  }
  await deps.control.requestDump('organisation.zone-set');
  return describeOrganisation(changed);
}

/** What a store holds, and how many batches of it were delivered: those are with their senders, and with no box office. */
async function contentOf({ warehouse }: Deps, { id }: Organisation): Promise<{ held: number; delivered: number }> {
  const [row] = await warehouse.withStore(id, (store) =>
    store.query(
      `SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM performances) AS held,
        (SELECT count(*) FROM deliveries) AS delivered`,
    ),
  );
  return { held: Number(row?.held), delivered: Number(row?.delivered) };
}
