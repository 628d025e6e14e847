import { createHash, createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Manifest } from './batch.ts';
import type { PerformanceRecord } from './changed.ts';
import type { OrderRecord } from './order-record.ts';

interface Held {
  readonly manifest: Manifest;
  readonly parts: Map<number, Buffer>;
  state: 'receiving' | 'loaded' | 'refused';
}

type Answered = readonly [status: number, fields: object];

/** The other side of a delivery, as the page for senders describes it; as much of it as the sender's tests need. */
export interface Receiver {
  readonly target: string;
  readonly orders: Map<string, OrderRecord>;
  readonly performances: Map<string, PerformanceRecord>;
  readonly batches: Map<string, Held>;
  /** Status and code of everything that was refused. */
  readonly refusals: string[];
  /** Ids of batches in the order in which they were loaded, again where they were completed again. */
  readonly completed: string[];
  close(): Promise<void>;
}

const CONNECTION = 'mill-ticketsolve';
const KEPT = ['id', 'name', 'email', 'phone', 'postcode', 'country'];

export async function startReceiver(publicKey: string): Promise<Receiver> {
  const key = createPublicKey(publicKey);
  const orders = new Map<string, OrderRecord>();
  const performances = new Map<string, PerformanceRecord>();
  const batches = new Map<string, Held>();
  const refusals: string[] = [];
  const completed: string[] = [];
  const problem = (status: number, code: string): Answered => [status, { code, detail: `refused: ${code}` }];

  const isSigned = (request: IncomingMessage, body: Buffer): boolean => {
    const { 'illuminate-key': id, 'illuminate-time': time, 'illuminate-signature': signature } = request.headers;
    if (Math.abs(Date.parse(String(time)) - Date.now()) > 900_000) return false;
    const hash = createHash('sha256').update(body).digest('hex');
    const text = ['illuminate-delivery-v1', request.method, request.url, time, id, hash].join('\n');
    return id === 'key-1' && verify(null, Buffer.from(text), key, Buffer.from(String(signature), 'base64'));
  };
  const describe = ({ manifest, parts, state }: Held): object => {
    const numbers = manifest.parts.map((each) => each.part);
    const missingParts = numbers.filter((each) => !parts.has(each));
    return { batch: manifest.batch, sequence: manifest.sequence, state, missingParts, loaded: null, refusal: null };
  };
  const position = (): object => {
    const all = [...batches.values()];
    const loaded = all.filter((each) => each.state === 'loaded').map((each) => each.manifest);
    const held = all.filter((each) => each.state !== 'refused').map((each) => each.manifest.sequence);
    return {
      nextSequence: Math.max(0, ...held) + 1,
      coveredTo: loaded
        .map((each) => each.period.to)
        .reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null),
      open: all.filter((each) => each.state === 'receiving').map(({ manifest }) => ({ batch: manifest.batch })),
    };
  };
  const open = (manifest: Manifest): Answered => {
    const known = batches.get(manifest.batch);
    if (known) {
      const same = JSON.stringify(known.manifest) === JSON.stringify(manifest);
      return same ? [200, describe(known)] : problem(409, 'batch-differs');
    }
    const taken = [...batches.values()].some(
      (each) => each.state !== 'refused' && each.manifest.sequence === manifest.sequence,
    );
    if (taken) return problem(409, 'sequence-taken');
    const held: Held = { manifest, parts: new Map(), state: 'receiving' };
    batches.set(manifest.batch, held);
    return [201, describe(held)];
  };
  const takePart = (held: Held, part: number, bytes: Buffer): Answered => {
    const description = held.manifest.parts.find((each) => each.part === part);
    if (!description) return problem(404, 'part-unknown');
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (hash !== description.sha256 || bytes.length !== description.bytes) return problem(422, 'part-hash-differs');
    try {
      held.parts.set(part, description.encoding === 'gzip' ? gunzipSync(bytes) : bytes);
      if (description.records > 0 && description.encoding === 'none' && bytes[0] !== 0x7b) throw new Error('no JSON');
    } catch {
      held.parts.delete(part);
      return problem(422, 'part-unreadable');
    }
    return [200, describe(held)];
  };
  const complete = (held: Held): Answered => {
    const { manifest, parts } = held;
    completed.push(manifest.batch);
    if (held.state === 'loaded') return [200, describe(held)];
    const read = <T>(kind: string): T[] =>
      manifest.parts
        .filter((each) => each.kind === kind)
        .flatMap(({ part }) =>
          String(parts.get(part))
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line) as T),
        );
    const found = read<OrderRecord>('orders');
    const tickets = found.flatMap((each) => each.tickets);
    const sum = (amounts: readonly string[]): string =>
      (amounts.reduce((total, each) => total + Math.round(Number(each) * 100), 0) / 100).toFixed(2);
    const amounts = { orders: sum(found.map((each) => each.total)), tickets: sum(tickets.map((each) => each.total)) };
    const known = read<PerformanceRecord>('performances');
    const totals = {
      orders: found.length,
      tickets: tickets.length,
      performances: known.length,
      amounts: found.length > 0 ? { EUR: amounts } : {},
    };
    const refuse = (code: string): Answered => {
      held.state = 'refused';
      return problem(422, code);
    };
    const fields = new Set(found.flatMap((each) => Object.keys(each.customer)));
    const declared = manifest.personalFields.map((each) => each.replace('customer.', ''));
    if ([...fields].some((each) => !declared.includes(each) || !KEPT.includes(each))) return refuse('field-undeclared');
    if (JSON.stringify(totals) !== JSON.stringify(manifest.totals)) return refuse('totals-differ');
    for (const each of found) {
      const before = orders.get(each.id);
      if (!before || Date.parse(before.changedAt) <= Date.parse(each.changedAt)) orders.set(each.id, each);
    }
    for (const each of known) performances.set(each.id, each);
    held.state = 'loaded';
    return [200, describe(held)];
  };

  const answer = (request: IncomingMessage, body: Buffer): Answered => {
    const path = (request.url ?? '').replace(`/api/v1/connections/${CONNECTION}/deliveries/`, '');
    if (!isSigned(request, body)) return problem(401, 'signature-invalid');
    if (path === 'position') return [200, position()];
    const [, id = '', deed = '', part = ''] = path.split('/');
    if (request.method === 'PUT' && deed === '') return open(JSON.parse(body.toString()) as Manifest);
    const held = batches.get(id);
    if (!held) return problem(404, 'batch-unknown');
    if (deed === 'parts') return takePart(held, Number(part), body);
    return deed === 'complete' ? complete(held) : [200, describe(held)];
  };
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    } catch {
      refusals.push('cut');
      return;
    }
    const [status, fields] = answer(request, Buffer.concat(pieces));
    if (status >= 400) refusals.push(`${status} ${(fields as { code: string }).code}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(fields));
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    target: `http://127.0.0.1:${port}`,
    ...{ orders, performances, batches, refusals, completed },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
