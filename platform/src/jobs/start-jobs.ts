import type { Control } from '../control/open-control.ts';
import type { Logger } from '../logger.ts';
import type { Schedule } from './occurrences.ts';
import { type JobHandler, type Queue, startQueue } from './queue.ts';
import { recorded, startScheduler } from './schedule.ts';

export interface StartJobs {
  control: Control;
  logger: Logger;
  /** By name; every schedule needs one of its name. */
  handlers: Readonly<Record<string, JobHandler>>;
  schedules: readonly Schedule[];
  concurrency?: Readonly<Record<string, number>>;
}

export interface Jobs extends AsyncDisposable {
  send: Queue['send'];
  /** Stops dispatching, aborts what runs, waits up to 8 seconds. Before the control database closes. */
  stop(): Promise<void>;
}

export async function startJobs({ control, logger, handlers, schedules, concurrency = {} }: StartJobs): Promise<Jobs> {
  const unhandled = schedules.find(({ name }) => !handlers[name]);
  if (unhandled) throw new TypeError(`the schedule ${unhandled.name} has no handler`);
  const scheduled = new Set(schedules.map(({ name }) => name));
  const wrapped = Object.entries(handlers).map(([name, handler]): [string, JobHandler] => [
    name,
    scheduled.has(name) ? recorded(control, name, handler) : handler,
  ]);
  const queue = await startQueue({ control, logger, handlers: Object.fromEntries(wrapped), concurrency });
  const scheduler = await startScheduler({ control, logger, queue, schedules });
  const stop = async () => {
    await scheduler.stop();
    await queue.stop();
  };
  return { send: queue.send, stop, [Symbol.asyncDispose]: stop };
}
