import type { TicketClasses } from '@illuminate/contract';
import type { Organisation } from '../control/schema/organisations.ts';
import { notFound, notPossibleNow } from '../refusal.ts';
import { type ClassChoice, lockVersions, recordVersion, type SortingDeps } from './record-version.ts';
import { settleClasses } from './sort-ticket-types.ts';
import { type StandingClass, standingClasses } from './standing-classes.ts';

export interface RestoreClasses {
  readonly organisation: Pick<Organisation, 'id' | 'slug' | 'currency'>;
  /** 0 for the state before anything was sorted. */
  readonly version: number;
  readonly actor: string;
}

/** Brings the classes of an earlier version back, as a version of its own: nothing of what was chosen is lost. */
export async function restoreClasses(
  deps: SortingDeps,
  { organisation, version, actor }: RestoreClasses,
): Promise<TicketClasses> {
  await deps.db.transaction().execute(async (trx) => {
    const latest = await lockVersions(trx, organisation.id);
    if (version > latest) throw notFound(`version ${version} of the ticket classes of ${organisation.slug}`);
    if (version === latest) {
      throw notPossibleNow(
        latest === 0 ? 'No ticket type has been sorted yet.' : `Version ${version} is the one that holds.`,
        'Choose an earlier version.',
      );
    }
    const now = await standingClasses(trx, organisation.id);
    const then = await standingClasses(trx, organisation.id, version);
    await recordVersion(trx, latest, {
      organisation,
      actor,
      at: deps.clock.now(),
      restores: version,
      choices: changesBetween(now, then),
    });
  });
  return settleClasses(deps, organisation, 'ticket-types.restored');
}

function changesBetween(now: readonly StandingClass[], then: readonly StandingClass[]): ClassChoice[] {
  const isSame = (one: StandingClass, other: StandingClass): boolean =>
    one.connectionId === other.connectionId && one.typeKey === other.typeKey;
  const back = then.filter((one) => {
    const held = now.find((other) => isSame(one, other));
    return held?.class !== one.class || held.isConcession !== one.isConcession;
  });
  const gone = now.filter((one) => !then.some((other) => isSame(one, other)));
  return [
    ...back.map((one) => ({
      connection_id: one.connectionId,
      type_key: one.typeKey,
      class: one.class,
      is_concession: one.isConcession,
    })),
    ...gone.map((one) => ({
      connection_id: one.connectionId,
      type_key: one.typeKey,
      class: null,
      is_concession: false,
    })),
  ];
}
