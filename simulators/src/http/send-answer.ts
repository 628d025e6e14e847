import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BodyFault } from '../faults/transport-faults.ts';
import type { Answer } from './answer.ts';

interface Sending {
  readonly response: ServerResponse;
  readonly answer: Answer;
  readonly date: Date;
  readonly fault: BodyFault | null;
}

/** Sends an answer, with the fault on its body if there is one. Stops quietly when the reader goes away. */
export async function sendAnswer({ response, answer, date, fault }: Sending): Promise<void> {
  const headers: Record<string, string | string[]> = {
    'content-type': answer.contentType,
    date: date.toUTCString(),
    'cache-control': 'no-store',
    ...answer.headers,
  };
  if (typeof answer.body !== 'string' && fault === null) {
    response.writeHead(answer.status, headers);
    for await (const piece of answer.body) if (!(await write(response, piece))) return;
    response.end();
    return;
  }
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : await collect(answer.body);
  const sent = fault?.kind === 'truncated' ? body.subarray(0, Math.floor(body.length * 0.6)) : body;
  if (answer.status !== 204 && answer.status !== 304) headers['content-length'] = String(sent.length);
  response.writeHead(answer.status, headers);
  if (fault?.kind === 'reset') {
    await write(response, body.subarray(0, Math.floor(body.length / 2)));
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault?.kind !== 'slow') {
    response.end(sent);
    return;
  }
  for (let from = 0; from < sent.length; from += 1024) {
    if (!(await write(response, sent.subarray(from, from + 1024)))) return;
    await sleep(fault.delayMs);
  }
  response.end();
}

async function collect(pieces: AsyncIterable<string | Buffer>): Promise<Buffer> {
  const collected: Buffer[] = [];
  for await (const piece of pieces) collected.push(Buffer.from(piece as string));
  return Buffer.concat(collected);
}

/** Whether the reader is still there after this piece; waits where it reads slower than we write. */
async function write(response: ServerResponse, piece: string | Buffer): Promise<boolean> {
  if (response.destroyed) return false;
  if (response.write(piece)) return true;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
  return !response.destroyed;
}
