import type { IncomingMessage } from 'node:http';

/** Reads a request's body, at most a megabyte of it. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > 1_000_000) throw new Error('The body of a request is larger than a megabyte');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
