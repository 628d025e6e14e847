import { createHash } from 'node:crypto';

export interface Schedule {
  name: string;
  everySeconds: number;
  /** Moves the whole grid, which otherwise begins at midnight UTC: 7200 with 86400 is at two at night. */
  offsetSeconds?: number;
  /** Each occurrence waits for up to this long, so that many installations don't ask a provider in one second. */
  jitterSeconds?: number;
  /** The first start of all runs it at once instead of waiting for its time. */
  atOnce?: boolean;
}

export interface Occurrence {
  dueAt: Date;
  /** Occurrences since the last one that was run which nobody ran. */
  missed: number;
  /** False for the first sight of a schedule that waits for its time. */
  run: boolean;
}

/** What a schedule owes at this moment, if anything. */
export function nextOccurrence(schedule: Schedule, lastDueAt: Date | null, now: Date): Occurrence | undefined {
  const every = schedule.everySeconds * 1000;
  const offset = (schedule.offsetSeconds ?? 0) * 1000;
  const time = now.getTime();
  let number = Math.floor((time - offset) / every);
  const dueOf = (n: number) => n * every + offset;
  if (time < dueOf(number) + jitterOf(schedule, number)) number -= 1;
  const due = dueOf(number);
  const dueAt = new Date(due);
  if (lastDueAt === null) return { dueAt, missed: 0, run: schedule.atOnce === true };
  const last = lastDueAt.getTime();
  // The clock was put back by more than a period: begin anew rather than wait for the time it showed.
  if (last > time + every) return { dueAt, missed: 0, run: true };
  if (due <= last) return undefined;
  return { dueAt, missed: Math.ceil((due - last) / every) - 1, run: true };
}

/** The same for the same occurrence, so that a restart doesn't draw again; shorter than a period. */
function jitterOf({ name, everySeconds, jitterSeconds = 0 }: Schedule, number: number): number {
  if (jitterSeconds === 0) return 0;
  const drawn = createHash('sha256').update(`${name} ${number}`).digest().readUInt32BE(0) / 2 ** 32;
  return Math.floor(drawn * Math.min(jitterSeconds, everySeconds * 0.9) * 1000);
}
