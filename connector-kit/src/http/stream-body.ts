import { pipeline, type Readable } from 'node:stream';
import { type Asked, cutShort, slowBody, tooBig, undecodable } from './faults.ts';
import type { Call } from './one-call.ts';
import { decoderOf, isUnpackingError } from './read-body.ts';

export interface StreamBody {
  readonly body: Readable;
  readonly encoding: string;
  readonly maxBytes: number;
  /** The longest that the reader waits for it in all. What the reader itself takes between two pieces does not count. */
  readonly waitMs: number;
  readonly call: Call;
  readonly asked: Asked;
}

/**
 * A body piece by piece, unpacked, as fast as it is read and no faster.
 * @throws ConnectorError where it is cut, too big or too slow
 */
export async function* streamBody({
  body,
  encoding,
  maxBytes,
  waitMs,
  call,
  asked,
}: StreamBody): AsyncGenerator<Buffer> {
  const source = unpacked(body, encoding, asked);
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let bytes = 0;
  let waited = 0;
  try {
    for (;;) {
      const from = performance.now();
      call.within(Math.max(0, waitMs - waited), () => slowBody(waitMs, asked));
      const piece = await pieces.next();
      call.rest();
      waited += performance.now() - from;
      if (piece.done === true) return;
      bytes += piece.value.length;
      if (bytes > maxBytes) throw tooBig(maxBytes, asked);
      yield piece.value;
    }
  } catch (err) {
    throw isCut(err) ? cutShort(bytes, asked) : isUnpackingError(err) ? undecodable(asked) : call.faultOf(err, asked);
  } finally {
    call.end();
    source.destroy();
    body.destroy();
  }
}

function unpacked(body: Readable, encoding: string, asked: Asked): Readable {
  const decoder = decoderOf(encoding, asked);
  // Its reader hears of whatever goes wrong on either side.
  return decoder === null ? body : pipeline(body, decoder, () => undefined);
}

/** The other side went away in the middle, or compressed data has no end. */
function isCut(err: unknown): boolean {
  const code = err instanceof Error && 'code' in err ? err.code : null;
  return (
    code === 'UND_ERR_SOCKET' ||
    code === 'ECONNRESET' ||
    code === 'Z_BUF_ERROR' ||
    code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  );
}
