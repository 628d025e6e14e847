import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';
import { describeError, type Logger } from '../logger.ts';
import { Refusal } from '../refusal.ts';

export interface BytesAnswer {
  readonly type: string;
  readonly fileName: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Sends bytes while they are made, no faster than they are taken; whoever leaves ends the making. */
export function sendBytes(c: HonoContext, { type, fileName, bytes }: BytesAnswer, log: Logger): Response {
  // Not there where no socket is: the error of the stream then says the same.
  const { outgoing }: Partial<HttpBindings> = c.env ?? {};
  const breakOff = (err: unknown): boolean => {
    if (!(err instanceof Refusal)) log.warn({ err: describeError(err) }, 'an answer was broken off');
    outgoing?.destroy();
    return outgoing !== undefined;
  };
  return c.body(streamOf(bytes, breakOff), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${fileName}"`,
    vary: 'accept',
  });
}

/**
 * Each piece is handed on as it is: `Readable.toWeb` copies it, which costs as much as sending it. What goes wrong is not left to the
 * server's library either: it writes the error behind the bytes and ends the answer, which looks like a whole file.
 */
function streamOf(
  bytes: AsyncIterable<Buffer>,
  breakOff: (err: unknown) => boolean,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = bytes[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done === true) controller.close();
          else controller.enqueue(value as Buffer<ArrayBuffer>);
        } catch (err) {
          if (!breakOff(err)) throw err;
        }
      },
      async cancel() {
        await pieces.return?.();
      },
    },
    // One piece is read while another is sent.
    { highWaterMark: 1 },
  );
}
