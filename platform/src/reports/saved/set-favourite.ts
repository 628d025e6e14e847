import type { Context } from '../../context.ts';
import { READY_REPORTS } from '../ready-reports.ts';
import { findReport, type WhichReport } from './find-report.ts';
import { ownerIdOf } from './rights.ts';

type Mark = WhichReport & { readonly isFavourite: boolean };

/** One's own mark, which changes nothing for anybody else: not in the audit trail. @throws Refusal not-found */
export async function setFavourite(deps: Pick<Context, 'db' | 'clock'>, mark: Mark): Promise<{ isFavourite: boolean }> {
  const isReady = READY_REPORTS.some(({ id }) => id === mark.report);
  await (isReady ? markReady(deps, mark) : markSaved(deps, mark));
  return { isFavourite: mark.isFavourite };
}

async function markSaved({ db, clock }: Pick<Context, 'db' | 'clock'>, { isFavourite, ...which }: Mark): Promise<void> {
  const { id } = await findReport(db, which);
  const person = ownerIdOf(which.principal);
  if (isFavourite) {
    await db
      .insertInto('report_favourites')
      .values({ report_id: id, person_id: person, since: clock.now() })
      .onConflict((on) => on.doNothing())
      .execute();
  } else {
    await db.deleteFrom('report_favourites').where('report_id', '=', id).where('person_id', '=', person).execute();
  }
}

async function markReady(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { organisation, principal, report, isFavourite }: Mark,
): Promise<void> {
  const whose = { organisation_id: organisation.id, report, person_id: ownerIdOf(principal) };
  if (isFavourite) {
    await db
      .insertInto('ready_favourites')
      .values({ ...whose, since: clock.now() })
      .onConflict((on) => on.doNothing())
      .execute();
  } else {
    await db
      .deleteFrom('ready_favourites')
      .where('organisation_id', '=', whose.organisation_id)
      .where('report', '=', report)
      .where('person_id', '=', whose.person_id)
      .execute();
  }
}
