import { type Extraction, report, streamOf } from '../extraction.ts';
import { mayBeItsOwn } from '../own-faults.ts';
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
  try {
    await readById(
      extraction,
      stream,
      ids.filter((id) => windowOf(id) === null),
    );
  } catch (err) {
    if (!mayBeItsOwn(err)) throw err;
    // That many of those fail again that failed before says nothing of the box office, as long as it answers other questions.
    await extraction.connector.references(extraction.client, extraction.signal);
  }
  extraction.batch.moveCursor(REREAD_DONE, { at: extraction.clock.now().getTime() });
  await extraction.batch.flush();
}
