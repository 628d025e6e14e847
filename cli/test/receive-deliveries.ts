import { createHash, type KeyObject, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, type BatchState, type DeliveryPosition, type ErrorCode, type Problem } from '@illuminate/contract';
import { createTotals, type Delivered, type Manifest, parseManifest, readPart, signedText } from '@illuminate/delivery';
import { Refusal } from './api-by-contract.ts';

export const KEY_ID = 'dk_test';

interface Batch {
  readonly manifest: Manifest;
  readonly bytes: Buffer;
  readonly parts: Map<number, Buffer>;
  state: BatchState['state'];
  refusal: Problem | null;
}

/** What goes wrong at a request, told by its number from 1: an answer, a line that goes dead, or an answer that gets lost. */
export type Mishap = 'hang-up' | 'lose-answer' | 502 | 503;

const refusal = (code: ErrorCode): ApiError => new ApiError(new Refusal(code).problem);

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function* once(bytes: Buffer) {
  yield bytes;
}

/** A server that takes signed deliveries into memory, by the format and the contract. */
export async function startReceiver(publicKey: KeyObject, mishaps: Record<number, Mishap> = {}) {
  const batches = new Map<string, Batch>();
  const requests: string[] = [];

  const check = (request: IncomingMessage, body: Buffer) => {
    const header = (name: string) => String(request.headers[name] ?? '');
    const text = signedText({
      method: request.method ?? '',
      path: request.url ?? '',
      time: header('illuminate-time'),
      keyId: header('illuminate-key'),
      bodySha256: createHash('sha256').update(body).digest('hex'),
    });
    const signature = Buffer.from(header('illuminate-signature'), 'base64');
    if (header('illuminate-key') !== KEY_ID) throw refusal('key-unknown');
    if (!verify(null, Buffer.from(text), publicKey, signature)) throw refusal('signature-invalid');
  };

  const stateOf = ({ manifest, parts, state, refusal }: Batch): BatchState => {
    const received = [...parts.keys()].toSorted((a, b) => a - b);
    const { orders, tickets, performances } = manifest.totals;
    return {
      batch: manifest.batch,
      sequence: manifest.sequence,
      state,
      receivedParts: received,
      missingParts: manifest.parts.map(({ part }) => part).filter((part) => !received.includes(part)),
      loaded: state === 'loaded' ? { orders, tickets, performances, unchanged: 0, at: '2026-11-24T14:00:00Z' } : null,
      refusal,
    };
  };

  const position = (connection: string): DeliveryPosition => {
    const taken = [...batches.values()]
      .filter(({ state }) => state !== 'refused')
      .map((batch) => batch.manifest.sequence);
    const lastSequence = taken.length === 0 ? null : Math.max(...taken);
    return { connection, nextSequence: (lastSequence ?? 0) + 1, lastSequence, coveredTo: null, gaps: [], open: [] };
  };

  const answer = (method: string, path: string, body: Buffer): unknown => {
    const [, connection = '', rest = ''] = /^\/api\/v1\/connections\/([^/]+)\/deliveries\/(.*)$/.exec(path) ?? [];
    if (method === 'GET' && rest === 'position') return position(connection);
    const [, id = '', , part, complete] = /^batches\/([^/]+)((?:\/parts\/(\d+))?)(\/complete)?$/.exec(rest) ?? [];
    const known = batches.get(id);
    if (method === 'PUT' && part === undefined) {
      if (known === undefined) {
        batches.set(id, {
          manifest: parseManifest(body),
          bytes: body,
          parts: new Map(),
          state: 'receiving',
          refusal: null,
        });
      } else if (!known.bytes.equals(body)) throw refusal('batch-differs');
      return stateOf(batches.get(id) as Batch);
    }
    if (known === undefined) throw refusal('batch-unknown');
    if (part !== undefined) {
      const { sha256 } = known.manifest.parts[Number(part) - 1] as Manifest['parts'][number];
      if (createHash('sha256').update(body).digest('hex') !== sha256) throw refusal('part-hash-differs');
      known.parts.set(Number(part), body);
    } else if (complete !== undefined && known.state === 'receiving') known.state = 'loaded';
    return stateOf(known);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    requests.push(`${request.method} ${request.url?.replace(/^.*\/deliveries\//, '')}`);
    const mishap = mishaps[requests.length];
    if (mishap === 'hang-up') {
      request.socket.destroy();
      return;
    }
    if (typeof mishap === 'number') {
      response.writeHead(mishap, { 'retry-after': '7' }).end('<html>');
      return;
    }
    let status = 200;
    let said: unknown;
    try {
      check(request, body);
      said = answer(request.method ?? '', request.url ?? '', body);
    } catch (err) {
      if (!(err instanceof ApiError)) throw err;
      status = err.problem.status;
      said = err.problem;
    }
    if (mishap === 'lose-answer') request.socket.destroy();
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((err: unknown) => response.writeHead(500).end(String(err)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    batches,
    requests,
    refuse(batch: string, problem: Problem) {
      const known = batches.get(batch);
      if (known !== undefined) Object.assign(known, { state: 'refused', refusal: problem });
    },
    /** Every record that was loaded, read by the format. */
    async records(): Promise<Delivered[]> {
      const all: Delivered[] = [];
      for (const { manifest, parts } of batches.values()) {
        const totals = createTotals();
        for (const description of manifest.parts) {
          const bytes = once(parts.get(description.part) ?? Buffer.alloc(0));
          const { personalFields } = manifest;
          for await (const record of readPart(bytes, description, {
            part: description.part,
            personalFields,
            currency: 'EUR',
          })) {
            totals.add(record, description.part);
            all.push(record);
          }
        }
        if (totals.differences(manifest.totals, manifest.parts).length > 0) throw new Error('the totals differ');
      }
      return all;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
