import { sql } from 'kysely';
import { json } from '../control/json.ts';
import type { Control } from '../control/open-control.ts';
import { describeError, type Logger } from '../logger.ts';
import { nextOccurrence, type Schedule } from './occurrences.ts';
import type { JobHandler, Queue } from './queue.ts';

const TICK_MS = 1000;

export interface Scheduler {
  stop(): Promise<void>;
}

interface StartScheduler {
  control: Control;
  logger: Logger;
  queue: Queue;
  schedules: readonly Schedule[];
}

/**
 * Looks once a second for what is due. An occurrence that nobody ran, because the process was down or the one before
 * it still runs, is counted where everyone sees it: a schedule that is silently skipped looks healthy.
 */
export async function startScheduler({ control, logger, queue, schedules }: StartScheduler): Promise<Scheduler> {
  const lastDue = await rememberSchedules(control, schedules);
  const stopping = new AbortController();
  const tick = async (schedule: Schedule) => {
    const occurrence = nextOccurrence(schedule, lastDue.get(schedule.name) ?? null, control.clock.now());
    if (!occurrence) return;
    const isTaken = !occurrence.run || (await queue.send(schedule.name));
    const missed = occurrence.missed + (isTaken ? 0 : 1);
    await recordOccurrence(control, schedule.name, occurrence.dueAt, missed);
    lastDue.set(schedule.name, occurrence.dueAt);
    // Shown by `status`; after a downtime every schedule has some, and that is no news.
    if (missed > 0) logger.debug({ schedule: schedule.name, missed }, 'occurrences of a schedule were missed');
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      for (const schedule of schedules) {
        await tick(schedule).catch((err: unknown) => {
          if (!stopping.signal.aborted) logger.error({ err, schedule: schedule.name }, 'a schedule failed to dispatch');
        });
      }
      await control.clock.sleep(TICK_MS, stopping.signal).catch(() => {});
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Wraps the handler of a schedule, so that when it last ran and how it went is a fact. */
export function recorded(control: Control, name: string, handler: JobHandler): JobHandler {
  const record = (change: Parameters<typeof updateSchedule>[2]) => updateSchedule(control, name, change);
  return async (signal, data) => {
    await record({ last_started_at: control.clock.now(), last_ended_at: null, last_outcome: null, last_error: null });
    try {
      await handler(signal, data);
      await record({ last_ended_at: control.clock.now(), last_outcome: 'ok' });
    } catch (err) {
      const last_outcome = signal.aborted ? 'interrupted' : 'failed';
      await record({ last_ended_at: control.clock.now(), last_outcome, last_error: json(describeError(err)) });
      throw err;
    }
  };
}

async function updateSchedule(
  control: Control,
  name: string,
  change: {
    last_started_at?: Date;
    last_ended_at: Date | null;
    last_outcome: 'ok' | 'failed' | 'interrupted' | null;
    last_error?: ReturnType<typeof json> | null;
  },
): Promise<void> {
  await control.db.updateTable('schedules').set(change).where('name', '=', name).execute();
}

async function rememberSchedules(control: Control, schedules: readonly Schedule[]): Promise<Map<string, Date | null>> {
  for (const { name, everySeconds } of schedules) {
    await control.db
      .insertInto('schedules')
      .values({ name, every_seconds: everySeconds })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ every_seconds: everySeconds }))
      .execute();
  }
  // Whatever was running when the last process ended was cut short.
  await control.db
    .updateTable('schedules')
    .set({ last_ended_at: control.clock.now(), last_outcome: 'interrupted' })
    .where('last_started_at', 'is not', null)
    .where('last_ended_at', 'is', null)
    .execute();
  const rows = await control.db.selectFrom('schedules').select(['name', 'last_due_at']).execute();
  return new Map(rows.map((row) => [row.name, row.last_due_at]));
}

async function recordOccurrence(control: Control, name: string, dueAt: Date, missed: number): Promise<void> {
  await control.db
    .updateTable('schedules')
    .set((row) => ({
      last_due_at: dueAt,
      missed: sql<number>`${row.ref('missed')} + ${missed}::integer`,
      ...(missed > 0 ? { last_missed_at: control.clock.now() } : {}),
    }))
    .where('name', '=', name)
    .execute();
}
