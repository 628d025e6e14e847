import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { Refusal } from '../../refusal.ts';

const HOUR_MS = 3_600_000;
/** Names and codes together: enough for somebody who mistypes, too few for somebody who goes through a list. */
const AN_HOUR = 10;

/** @throws Refusal where an organisation has claimed so often that it looks like trying names */
export async function refuseTooMany(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { id }: Pick<Organisation, 'id'>,
): Promise<void> {
  const since = new Date(clock.now().getTime() - HOUR_MS);
  const { many } = await db
    .selectFrom('claims')
    .select(sql<number>`count(*)::int`.as('many'))
    .where('organisation_id', '=', id)
    .where('started_at', '>', since)
    .executeTakeFirstOrThrow();
  if (many < AN_HOUR) return;
  throw new Refusal({
    code: 'too-many-attempts',
    detail: `This organisation has claimed ${AN_HOUR} times within an hour.`,
    whoActs: 'organisation',
    nextStep: 'Wait an hour, or ask the support desk to do it.',
    retryAfter: HOUR_MS / 1000,
  });
}
