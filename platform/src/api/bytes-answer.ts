import { Readable } from 'node:stream';
import type { Context as HonoContext } from 'hono';

export interface BytesAnswer {
  readonly type: string;
  readonly fileName: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Sends bytes while they are made, no faster than they are taken; whoever leaves ends the making. */
export function sendBytes(c: HonoContext, { type, fileName, bytes }: BytesAnswer): Response {
  const stream = Readable.from(bytes, { objectMode: false, highWaterMark: 1 << 20 });
  // What goes wrong breaks the answer off; heard by nobody it would end the process.
  stream.on('error', () => undefined);
  return c.body(Readable.toWeb(stream) as ReadableStream<Uint8Array>, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${fileName}"`,
    vary: 'accept',
  });
}
