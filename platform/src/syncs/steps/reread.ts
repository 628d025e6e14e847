import { NotFoundError, type Page } from '@illuminate/connector-kit';
import { type Extraction, report, streamOf } from '../extraction.ts';
import { inParallel } from '../in-parallel.ts';
import { REREAD_DONE } from '../plan.ts';

/** Asks again for records that were refused before: the box office, or our reading of it, may have been mended. */
export async function reread(extraction: Extraction, name: string, ids: readonly string[]): Promise<void> {
  const stream = streamOf(extraction, name);
  const { byId } = stream;
  if (byId === undefined) throw new Error(`stream ${name} cannot be asked by id`);
  report(extraction, `Reading ${ids.length} refused ${name} again`);
  const fetchOne = async (id: string): Promise<Page<unknown> | null> => {
    try {
      return await byId(extraction.client, id, extraction.signal);
    } catch (err) {
      if (err instanceof NotFoundError) return null;
      throw err;
    }
  };
  for await (const page of inParallel(ids, extraction.connector.limits.concurrency, fetchOne)) {
    if (page !== null) extraction.batch.add(stream, page);
  }
  extraction.batch.moveCursor(REREAD_DONE, { at: extraction.clock.now().getTime() });
  await extraction.batch.flush();
}
