import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';
import { runDeletion } from './run-deletion.ts';

const AT_ONCE = 50;

/** Runs every deletion that is due, or was begun by a process that ended. One that fails does not keep the others waiting. */
export async function runDueDeletions(context: Context, signal: AbortSignal): Promise<void> {
  const due = await context.db
    .selectFrom('deletions')
    .select('id')
    .where('state', 'in', ['scheduled', 'running'])
    .where('due_at', '<=', context.clock.now())
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute();
  let failure: Error | null = null;
  for (const { id } of due) {
    if (signal.aborted) return;
    try {
      await runDeletion(context, id);
    } catch (err) {
      failure ??= err instanceof Error ? err : new TypeError('what was thrown is no error');
      await noteFault(context, id, err);
    }
  }
  if (failure !== null) throw failure;
}

async function noteFault({ db, log }: Context, id: string, err: unknown): Promise<void> {
  const described = describeError(err);
  log.error({ err: described, deletion: id }, 'a deletion did not go through and is tried again');
  const fault = described.message ?? `Something went wrong (${described.code ?? described.name}).`;
  await db
    .updateTable('deletions')
    .set({ fault: fault.slice(0, 500) })
    .where('id', '=', id)
    .execute();
}
