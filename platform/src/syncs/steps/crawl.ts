import { type Extraction, report, streamOf } from '../extraction.ts';
import { WHOLE_LIST } from '../normalise.ts';
import { crawlDone } from '../plan.ts';
import { readById } from '../read-by-id.ts';

/**
 * Reads all that a stream lists, and by id what is ahead still but not listed (hidden, or closed for sale): a list need not be
 * complete, so nothing is deleted for being absent from it, and nothing goes stale for it either.
 */
export async function crawl(extraction: Extraction, name: string): Promise<void> {
  const stream = streamOf(extraction, name);
  if (stream.crawl === undefined) throw new Error(`stream ${name} cannot be crawled`);
  report(extraction, `Reading ${name.replaceAll('-', ' ')}`);
  const unlisted = new Set(extraction.job.upcoming[name] ?? []);
  let nameless = false;
  const startedAt = extraction.clock.now().getTime();
  for await (const page of stream.crawl(extraction.client, extraction.signal)) {
    for (const record of page.records) unlisted.delete(stream.idOf(record) ?? '');
    if (extraction.batch.add(stream, page, WHOLE_LIST)) nameless = true;
    await extraction.batch.flushIfFull();
  }
  if (!nameless) extraction.batch.settle(stream, WHOLE_LIST);
  await readById(extraction, stream, unlisted);
  extraction.batch.moveCursor(crawlDone(name), { at: startedAt });
  await extraction.batch.flush();
}
