import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { BatchState, Client, DeliveryPosition, Problem } from '@illuminate/contract';

/** A sender as somebody would write it who has read the documentation: nothing of ours but the types of answers. */
export interface TestSender {
  readonly connection: string;
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** A request as it goes out, signed. */
  head(request: Sending): SignedHead;
  send(request: Sending): Promise<Answer>;
  /** Manifest, parts, complete; stops at the first refusal. */
  deliver(batch: MadeBatch): Promise<Answer>;
}

export interface Sending {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** After `deliveries/`. */
  readonly path: string;
  readonly body?: Uint8Array;
  /** What is changed after signing. */
  readonly forged?: Partial<{
    body: Uint8Array;
    time: string;
    key: string;
    signature: string;
    path: string;
    method: string;
  }>;
  /** What is signed in place of now. */
  readonly time?: string;
}

export interface SignedHead {
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly problem: Problem;
  readonly state: BatchState;
  readonly position: DeliveryPosition;
}

export interface Person {
  readonly publicPem: string;
  readonly privateKey: KeyObject;
}

export function newPair(): Person {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicPem: String(publicKey.export({ type: 'spki', format: 'pem' })), privateKey };
}

/** Registers a new key for a connection and sends with it. */
export async function newSender(api: Client, address: string, connection: string): Promise<TestSender> {
  const pair = newPair();
  const { id } = await api.call('addDeliveryKey', { params: { connection }, body: { publicKey: pair.publicPem } });
  return senderWith({ address, connection, keyId: id, privateKey: pair.privateKey });
}

/**
 * Organisations with a connection of their own and somebody who delivers to it, made side by side: each change of a key or a connection
 * waits for a dump, which they then share.
 */
export function newSenders(
  api: Client,
  address: string,
  slugs: readonly string[],
): Promise<(TestSender & { readonly organisationId: string })[]> {
  return Promise.all(
    slugs.map(async (slug) => {
      const { id } = await api.call('addOrganisation', {
        body: { slug, name: `The ${slug}`, zone: 'Europe/Dublin', currency: 'EUR' },
      });
      const { name } = await api.call('addConnection', {
        body: { organisation: slug, provider: 'delivery', method: 'delivery' },
      });
      return { ...(await newSender(api, address, name)), organisationId: id };
    }),
  );
}

interface SenderWith {
  readonly address: string | (() => string);
  readonly connection: string;
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

export function senderWith({ address, connection, keyId, privateKey }: SenderWith): TestSender {
  const head = ({ method, path, body, forged = {}, time }: Sending): SignedHead => {
    const target = `/api/v1/connections/${connection}/deliveries/${path}`;
    const at = time ?? new Date().toISOString();
    const hash = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    const signed = ['illuminate-delivery-v1', method, target, at, keyId, hash].join('\n');
    return {
      method: forged.method ?? method,
      target: forged.path ?? target,
      headers: {
        'illuminate-key': forged.key ?? keyId,
        'illuminate-time': forged.time ?? at,
        'illuminate-signature': forged.signature ?? sign(null, Buffer.from(signed), privateKey).toString('base64'),
      },
      body: forged.body ?? body,
    };
  };
  const send = async (sending: Sending): Promise<Answer> => {
    const { method, target, headers: signed, body } = head(sending);
    const origin = typeof address === 'string' ? address : address();
    const init = { method, headers: signed, ...(body === undefined ? {} : { body }) };
    const response = await fetch(`${origin}${target}`, init);
    const said = await response.text();
    const json = said.startsWith('{') ? JSON.parse(said) : {};
    const { status, headers } = response;
    return { status, headers, text: said, problem: json, state: json, position: json };
  };
  return {
    connection,
    keyId,
    privateKey,
    head,
    send,
    async deliver({ id, manifest, parts }) {
      const opened = await send({ method: 'PUT', path: `batches/${id}`, body: Buffer.from(JSON.stringify(manifest)) });
      if (opened.status >= 300) return opened;
      for (const [at, body] of parts.entries()) {
        const sent = await send({ method: 'PUT', path: `batches/${id}/parts/${at + 1}`, body });
        if (sent.status >= 300) return sent;
      }
      return send({ method: 'POST', path: `batches/${id}/complete` });
    },
  };
}

export interface MadeTicket {
  readonly id: string;
  readonly performance: string;
  readonly total: string;
  readonly [more: string]: unknown;
}

export interface MadeOrder {
  readonly id: string;
  readonly placedAt: string;
  readonly changedAt: string;
  readonly total: string;
  readonly currency?: string;
  readonly tickets: readonly MadeTicket[];
  readonly [more: string]: unknown;
}

export interface MadePerformance {
  readonly id: string;
  readonly event: { readonly id: string; readonly name: string };
  readonly startsAt: string;
  readonly [more: string]: unknown;
}

export interface BatchWanted {
  readonly connection: string;
  readonly sequence: number;
  readonly id?: string;
  readonly parts: readonly (readonly MadeOrder[] | { readonly performances: readonly MadePerformance[] })[];
  readonly personalFields?: readonly string[];
  readonly currency?: string;
  readonly createdAt?: string;
  readonly period?: { readonly from: string; readonly to: string };
  readonly gzip?: boolean;
}

export interface MadeBatch {
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests spoil manifests in every way.
  readonly manifest: any;
  readonly parts: readonly Buffer[];
}

const minor = (text: string): number => Math.round(Number(text) * 100);
const text = (amount: number): string => (amount / 100).toFixed(2);
const hour = (sequence: number): string => new Date(Date.UTC(2026, 0, 1) + sequence * 3_600_000).toISOString();

/** A batch and the manifest that describes it, with periods of an hour each that join up. */
export function makeBatch(wanted: BatchWanted): MadeBatch {
  const {
    connection,
    sequence,
    currency = 'EUR',
    personalFields = ['customer.id', 'customer.postcode'],
    gzip = true,
  } = wanted;
  const id = wanted.id ?? `b-${sequence}`;
  const orders = wanted.parts.flatMap((part) => ('performances' in part ? [] : part));
  const performances = wanted.parts.flatMap((part) => ('performances' in part ? part.performances : []));
  const amounts: Record<string, { orders: number; tickets: number }> = {};
  for (const order of orders) {
    amounts[order.currency ?? currency] ??= { orders: 0, tickets: 0 };
    const sums = amounts[order.currency ?? currency] ?? { orders: 0, tickets: 0 };
    sums.orders += minor(order.total);
    for (const ticket of order.tickets) sums.tickets += minor(ticket.total);
  }
  const parts = wanted.parts.map((part) => {
    const records: readonly object[] = 'performances' in part ? part.performances : part;
    const lines = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    return {
      kind: 'performances' in part ? 'performances' : 'orders',
      records: records.length,
      bytes: gzip ? gzipSync(lines) : lines,
    };
  });
  const period = wanted.period ?? { from: hour(sequence - 1), to: hour(sequence) };
  return {
    id,
    parts: parts.map(({ bytes }) => bytes),
    manifest: {
      format: 'illuminate-delivery/1',
      connection,
      batch: id,
      sequence,
      createdAt: wanted.createdAt ?? period.to,
      period,
      personalFields,
      parts: parts.map(({ kind, records, bytes }, at) => ({
        part: at + 1,
        kind,
        format: 'ndjson',
        encoding: gzip ? 'gzip' : 'none',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        records,
      })),
      totals: {
        orders: orders.length,
        tickets: orders.reduce((sum, { tickets }) => sum + tickets.length, 0),
        performances: performances.length,
        amounts: Object.fromEntries(
          Object.entries(amounts).map(([code, sums]) => [
            code,
            { orders: text(sums.orders), tickets: text(sums.tickets) },
          ]),
        ),
      },
    },
  };
}

export function madeOrder(id: string, changes: Partial<MadeOrder> = {}): MadeOrder {
  const tickets = changes.tickets ?? [
    { id: `${id}-1`, performance: 'P1', type: 'Full', total: '20.00' },
    { id: `${id}-2`, performance: 'P1', type: 'Child', total: '10.50' },
  ];
  return {
    id,
    placedAt: '2026-01-01T10:00:00+00:00',
    changedAt: '2026-01-01T10:00:00+00:00',
    channel: 'online',
    total: text(tickets.reduce((sum, ticket) => sum + minor(ticket.total), 0)),
    customer: { id: `C-${id}`, postcode: 'D02 X285' },
    tickets,
    ...changes,
  };
}

export function madePerformance(id: string, event = 'E1'): MadePerformance {
  return { id, event: { id: event, name: `Event ${event}` }, startsAt: '2026-03-01T20:00:00+00:00', capacity: 200 };
}
