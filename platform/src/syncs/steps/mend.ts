import type { DayWindow } from '@illuminate/connector-kit';
import { type Extraction, report, streamOf } from '../extraction.ts';
import { inParallel } from '../in-parallel.ts';
import { addWindow, readWindow } from '../windows.ts';

/**
 * Reads days again whose rows here may be lost: their orders do not stop at their hash. What has been read whole is told, so that
 * a mend that is cut short goes on where it was.
 */
export async function mend(extraction: Extraction, name: string): Promise<void> {
  const stream = streamOf(extraction, name);
  const { batch, connector, io, job } = extraction;
  const { mend: windows } = job.reconciliation;
  report(extraction, `Reading ${windows.length} spans of days again`);
  await batch.flush();
  batch.forgetSeen();
  extraction.mending = true;
  const done: DayWindow[] = [];
  function* whileThereIsTime(): Generator<DayWindow> {
    for (const window of windows) {
      if (extraction.timeIsUp()) return;
      yield window;
    }
  }
  try {
    for await (const read of inParallel(whileThereIsTime(), connector.limits.concurrency, (window) =>
      readWindow(extraction, name, window),
    )) {
      await addWindow(extraction, stream, read);
      done.push(read.window);
    }
    await batch.flush();
    io.tell({ type: 'mended', windows: done });
  } finally {
    extraction.mending = false;
  }
}
