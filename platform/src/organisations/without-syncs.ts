import type { Context } from '../context.ts';

const LOOK_AGAIN_MS = 1_000;

/**
 * Works while no sync of these connections runs. A sync holds the store open, and another may begin meanwhile: each is ended as
 * it comes.
 */
export async function withoutSyncs<T>(
  { syncs, clock }: Pick<Context, 'syncs' | 'clock'>,
  { ids, reason }: { readonly ids: readonly string[]; readonly reason: string },
  work: () => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const keepEnding = async (): Promise<void> => {
    while (!done.signal.aborted) {
      for (const id of ids) await syncs.cancel(id, reason);
      await clock.sleep(LOOK_AGAIN_MS, done.signal).catch(() => undefined);
    }
  };
  const ending = keepEnding();
  try {
    return await work();
  } finally {
    done.abort();
    await ending;
  }
}
