// Guessing at passwords gets slower with each wrong one: by account, by network address, and by browser where one is known.
import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Context } from '../context.ts';
import type { ControlTables } from '../control/schema.ts';
import { Refusal } from '../refusal.ts';

type Deps = Pick<Context, 'db' | 'clock'>;

export type AttemptKind = 'account' | 'address' | 'browser' | 'reset';

export interface Counted {
  readonly kind: AttemptKind;
  readonly of: string;
}

/** How many go through at once: an address may be that of a whole office. */
const FREE: Readonly<Record<AttemptKind, number>> = { account: 5, browser: 5, address: 30, reset: 3 };
const LONGEST_WAIT_SECONDS = 300;
/** After so long without a wrong one, counting begins anew. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** How long the next attempt waits, once so many in a row have failed. */
export function waitAfter(kind: AttemptKind, failures: number): number {
  const beyond = failures - FREE[kind];
  return beyond < 0 ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(beyond, 20));
}

/** Whatever somebody typed as an address may be a password: it is kept as a hash. */
const subjectOf = ({ kind, of }: Counted): string =>
  `${kind}:${createHash('sha256').update(of).digest('base64url').slice(0, 22)}`;

/**
 * Counts an attempt before it is looked at, as if it were wrong, so that many at once are not looked at together.
 * @throws Refusal too-many-attempts
 */
export async function beginAttempt({ db, clock }: Deps, counted: readonly Counted[]): Promise<void> {
  const now = clock.now();
  const waitSeconds = await db.transaction().execute(async (trx) => {
    let longest = 0;
    for (const one of counted) longest = Math.max(longest, secondsLeft(await lock(trx, one, now), now));
    if (longest > 0) return longest;
    for (const one of counted) await count(trx, one, now);
    return 0;
  });
  if (waitSeconds > 0) throw tooManyAttempts(waitSeconds);
}

/** The attempt was right: nothing of what went before counts any longer, except at the address, where others may be. */
export async function endAttempt({ db }: Pick<Deps, 'db'>, counted: readonly Counted[]): Promise<void> {
  const [address] = counted.filter(({ kind }) => kind === 'address').map(subjectOf);
  const others = counted.filter(({ kind }) => kind !== 'address').map(subjectOf);
  if (others.length > 0) await db.deleteFrom('sign_in_attempts').where('subject', 'in', others).execute();
  if (address === undefined) return;
  await db
    .updateTable('sign_in_attempts')
    .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: sql<Date>`last_at` }))
    .where('subject', '=', address)
    .execute();
}

interface Standing {
  readonly failures: number;
  readonly blockedUntil: Date;
}

async function lock(trx: Transaction<ControlTables>, counted: Counted, now: Date): Promise<Standing> {
  const subject = subjectOf(counted);
  await trx
    .insertInto('sign_in_attempts')
    .values({ subject, failures: 0, last_at: now, blocked_until: now })
    .onConflict((on) => on.column('subject').doNothing())
    .execute();
  const { failures, last_at, blocked_until } = await trx
    .selectFrom('sign_in_attempts')
    .selectAll()
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (now.getTime() - last_at.getTime() < FORGOTTEN_AFTER_MS) return { failures, blockedUntil: blocked_until };
  await trx
    .updateTable('sign_in_attempts')
    .set({ failures: 0, blocked_until: now })
    .where('subject', '=', subject)
    .execute();
  return { failures: 0, blockedUntil: now };
}

async function count(trx: Transaction<ControlTables>, counted: Counted, now: Date): Promise<void> {
  const subject = subjectOf(counted);
  const { failures } = await trx
    .updateTable('sign_in_attempts')
    .set((eb) => ({ failures: eb('failures', '+', 1), last_at: now }))
    .where('subject', '=', subject)
    .returning('failures')
    .executeTakeFirstOrThrow();
  const blocked_until = new Date(now.getTime() + waitAfter(counted.kind, failures) * 1000);
  await trx.updateTable('sign_in_attempts').set({ blocked_until }).where('subject', '=', subject).execute();
}

const secondsLeft = ({ blockedUntil }: Standing, now: Date): number =>
  Math.max(0, Math.ceil((blockedUntil.getTime() - now.getTime()) / 1000));

function tooManyAttempts(seconds: number): Refusal {
  const wait = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  return new Refusal({
    code: 'too-many-attempts',
    detail: `There were too many attempts in a row; the next is looked at in ${wait}.`,
    whoActs: 'organisation',
    nextStep: 'Wait, and try again. If you have forgotten your passphrase, choose a new one.',
    retryAfter: seconds,
  });
}
