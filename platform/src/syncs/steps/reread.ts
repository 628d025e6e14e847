import { type Extraction, report, streamOf } from '../extraction.ts';
import { REREAD_DONE } from '../plan.ts';
import { readById } from '../read-by-id.ts';
import { addWindow, readWindow, windowOf } from '../windows.ts';

/**
 * Asks again for records that were refused before: the box office, or our reading of it, may have been mended. Those that came
 * without an id are looked for in the days they were read with.
 */
export async function reread(extraction: Extraction, name: string, ids: readonly string[]): Promise<void> {
  const stream = streamOf(extraction, name);
  report(extraction, `Reading ${ids.length} refused ${name} again`);
  const windows = ids.flatMap((id) => windowOf(id) ?? []);
  for (const window of windows) await addWindow(extraction, stream, await readWindow(extraction, name, window));
  await readById(
    extraction,
    stream,
    ids.filter((id) => windowOf(id) === null),
  );
  extraction.batch.moveCursor(REREAD_DONE, { at: extraction.clock.now().getTime() });
  await extraction.batch.flush();
}
