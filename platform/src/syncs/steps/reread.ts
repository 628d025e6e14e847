import { type Extraction, report, streamOf } from '../extraction.ts';
import { REREAD_DONE } from '../plan.ts';
import { readById } from '../read-by-id.ts';

/** Asks again for records that were refused before: the box office, or our reading of it, may have been mended. */
export async function reread(extraction: Extraction, name: string, ids: readonly string[]): Promise<void> {
  const stream = streamOf(extraction, name);
  report(extraction, `Reading ${ids.length} refused ${name} again`);
  await readById(extraction, stream, ids);
  extraction.batch.moveCursor(REREAD_DONE, { at: extraction.clock.now().getTime() });
  await extraction.batch.flush();
}
