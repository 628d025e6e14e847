import { statSync } from 'node:fs';
import type { Finding } from '@illuminate/contract';
import { sql } from 'kysely';
import { verifyAudit } from '../audit/verify.ts';
import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import { dumpTime, newestDump } from '../control/dump-files.ts';
import { verifyDump } from '../control/read-dump.ts';
import { note, problem, saySpan, warning, well } from './finding.ts';

const HOUR_MS = 3_600_000;
/** They are written every hour while a server runs. */
const DUMP_LATE_MS = 2 * HOUR_MS;

interface CheckDumps {
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Nobody writes dumps while no server runs. */
  readonly isRunning: boolean;
}

/** Whether there is a dump to go back to, and whether it can be read. */
export async function checkDumps({ dataFolder, clock, isRunning }: CheckDumps): Promise<Finding> {
  const about = { check: 'control', subject: 'dumps' } as const;
  const newest = newestDump(dataFolder);
  if (newest === undefined)
    return note(about, 'There is no dump of the control database yet.', 'One is written within the hour.');
  try {
    await verifyDump(newest);
  } catch {
    return problem(
      about,
      `The newest dump ${newest} is damaged.`,
      'Look at the disk; the next dump is written within the hour.',
    );
  }
  const made = dumpTime(newest.split(/[\\/]/).at(-1) ?? '') ?? statSync(newest).mtime;
  const age = clock.now().getTime() - made.getTime();
  if (isRunning && age > DUMP_LATE_MS) {
    return warning(about, `The newest dump is ${saySpan(age)} old; one is due every hour.`, 'Look in the log for why.');
  }
  return well(about, `The newest dump can be read; it is ${saySpan(Math.max(0, age))} old.`);
}

/** Whether the audit trail is whole. Reads all of it. */
export async function checkAudit({ db }: Pick<Context, 'db'>): Promise<Finding> {
  const about = { check: 'control', subject: 'audit trail' } as const;
  const verdict = await verifyAudit(db);
  return verdict.intact
    ? well(about, `${verdict.entries} entries, each follows from the one before.`)
    : problem(
        about,
        `The audit trail is broken at entry ${verdict.brokenAt}.`,
        'Compare it with a dump from before; somebody changed it.',
      );
}

/** Whether the control database answers, and its own clock where it has one. */
export async function checkControl({
  db,
  control,
  clock,
}: Pick<Context, 'db' | 'control' | 'clock'>): Promise<Finding[]> {
  const about = { check: 'control', subject: control.kind === 'server' ? 'PostgreSQL' : 'embedded' } as const;
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const findings = [well(about, 'The control database answers.')];
  const apart = Math.abs((rows[0]?.now ?? clock.now()).getTime() - clock.now().getTime());
  if (control.kind === 'server' && apart > 60_000) {
    const clocks = { check: 'clock', subject: 'PostgreSQL' } as const;
    findings.push(
      warning(
        clocks,
        `The clock of the PostgreSQL server is ${saySpan(apart)} off from this one.`,
        'Let both follow a time server (NTP).',
      ),
    );
  }
  return findings;
}
