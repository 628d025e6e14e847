import type { Finding } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { problem, saySpan, warning, well } from './finding.ts';

const TOLERATED_MS = 60_000;

export interface ClockStart {
  /** When the server became ready, by the wall and by a clock that never jumps. */
  readonly wall: number;
  readonly monotonic: number;
}

/** Whether the time of day can be right: not before what was written already, and no jump since the start. */
export async function checkClock(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  start: ClockStart | null,
): Promise<Finding> {
  const about = { check: 'clock', subject: 'this machine' } as const;
  const now = clock.now().getTime();
  const newest = await db.selectFrom('audit').select('at').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const behind = (newest?.at.getTime() ?? 0) - now;
  const remedy =
    'Let this machine follow a time server (NTP); box offices refuse requests that are signed at a wrong time.';
  if (behind > TOLERATED_MS) {
    return problem(
      about,
      `The clock is at least ${saySpan(behind)} behind: the audit trail has entries of later.`,
      remedy,
    );
  }
  const jumped = start === null ? 0 : now - start.wall - (clock.monotonic() - start.monotonic);
  if (Math.abs(jumped) > TOLERATED_MS) {
    const way = jumped > 0 ? 'forward' : 'back';
    return warning(about, `The clock was put ${way} by ${saySpan(Math.abs(jumped))} since the start.`, remedy);
  }
  return well(about, `It is ${new Date(now).toISOString()}.`);
}
