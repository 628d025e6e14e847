import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

/** What the thread that serves a feed is given: the document, rendered beforehand. */
export interface FeedToServe {
  readonly document: Uint8Array;
}

/** In a thread of its own: answers everything with the document, unpacked, and tells its parent the port. */
export function serveFeed({ document }: FeedToServe): void {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/xml; charset=utf-8', 'content-length': document.length });
    response.end(document);
  });
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
}
