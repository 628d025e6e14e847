import { type Extraction, report, streamOf } from '../extraction.ts';
import { crawlDone } from '../plan.ts';

/** Reads all that a stream lists. Nothing is deleted for being absent from a list. */
export async function crawl(extraction: Extraction, name: string): Promise<void> {
  const stream = streamOf(extraction, name);
  if (stream.crawl === undefined) throw new Error(`stream ${name} cannot be crawled`);
  report(extraction, `Reading ${name.replaceAll('-', ' ')}`);
  const startedAt = extraction.clock.now().getTime();
  for await (const page of stream.crawl(extraction.client, extraction.signal)) {
    extraction.batch.add(stream, page);
    await extraction.batch.flushIfFull();
  }
  extraction.batch.moveCursor(crawlDone(name), { at: startedAt });
  await extraction.batch.flush();
}
