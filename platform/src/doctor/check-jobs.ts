import type { Finding } from '@illuminate/contract';
import { readLastBackup } from '../backups/last-backup.ts';
import type { Context } from '../context.ts';
import { note, problem, saySpan, warning, well } from './finding.ts';

const DAY_MS = 86_400_000;
const BACKUP_OLD_MS = 8 * DAY_MS;

/** Whether what runs by itself does, and ends well. */
export async function checkJobs({ db, clock }: Pick<Context, 'db' | 'clock'>, isRunning: boolean): Promise<Finding[]> {
  const schedules = await db.selectFrom('schedules').selectAll().orderBy('name').execute();
  const now = clock.now().getTime();
  const findings = schedules.flatMap((schedule): Finding[] => {
    const about = { check: 'jobs', subject: schedule.name } as const;
    const every = schedule.every_seconds * 1000;
    const late = now - (schedule.last_due_at?.getTime() ?? now) - every;
    if (isRunning && late > Math.max(every, 5 * 60_000)) {
      return [
        problem(
          about,
          `It is ${saySpan(late)} late; it runs every ${saySpan(every)}.`,
          'Look in the log, then start Illuminate anew.',
        ),
      ];
    }
    if (schedule.last_outcome === 'failed') {
      return [
        warning(
          about,
          'It failed the last time that it ran.',
          'Look in the log for its name; it is tried again by itself.',
        ),
      ];
    }
    return [];
  });
  return findings.length > 0
    ? findings
    : [well({ check: 'jobs', subject: 'schedules' }, 'What runs by itself ended well the last time.')];
}

/** Whether there is a backup to go back to, as far as this installation knows. */
export async function checkBackups({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<Finding> {
  const about = { check: 'backups', subject: 'last backup' } as const;
  const last = await readLastBackup({ db });
  const take = 'Take one: npx illuminate backup FILE.';
  if (last === null) return note(about, 'No backup was ever taken.', take);
  if (last.failure !== null) return warning(about, `The last backup failed: ${last.failure}`, take);
  const age = clock.now().getTime() - Date.parse(last.endedAt);
  if (last.warnings.length > 0) {
    return warning(about, `The last backup does not hold every store: ${last.warnings[0]}`, take);
  }
  if (age > BACKUP_OLD_MS) return note(about, `The last backup is ${saySpan(age)} old.`, take);
  return well(about, `Taken ${saySpan(Math.max(0, age))} ago, ${last.stores} stores.`);
}
