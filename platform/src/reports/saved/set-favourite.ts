import type { Context } from '../../context.ts';
import { findReport, type WhichReport } from './find-report.ts';
import { ownerIdOf } from './rights.ts';

/** One's own mark, which changes nothing for anybody else: not in the audit trail. @throws Refusal not-found */
export async function setFavourite(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { isFavourite, ...which }: WhichReport & { readonly isFavourite: boolean },
): Promise<{ isFavourite: boolean }> {
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
  return { isFavourite };
}
