import { NotFoundError, type Page } from '@illuminate/connector-kit';
import type { AnyStream, Extraction } from './extraction.ts';
import { inParallel } from './in-parallel.ts';

/** Reads things one by one, a few at once; what the box office does not have (any more) is left out. */
export async function* readById(
  { client, signal, connector }: Extraction,
  { byId }: AnyStream,
  ids: Iterable<string>,
): AsyncGenerator<Page<unknown>> {
  if (byId === undefined) return;
  const one = async (id: string): Promise<Page<unknown> | null> => {
    try {
      return await byId(client, id, signal);
    } catch (err) {
      if (err instanceof NotFoundError) return null;
      throw err;
    }
  };
  for await (const page of inParallel(ids, connector.limits.concurrency, one)) if (page !== null) yield page;
}
