import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBoxOffice } from '../box-office.ts';
import { runOurs } from '../extract/ours.ts';
import { startServer, type Ticks } from '../measured-server.ts';
import { type RenderedBatch, renderBatches } from './render-batches.ts';
import { sendBatches } from './send-batches.ts';

export interface DeliverOptions {
  readonly tickets: number;
  readonly customers: number;
  /** Whether the same number of tickets is extracted in the same run, to compare. */
  readonly besideExtract: boolean;
  say(line: string): void;
}

interface Delivered extends Ticks {
  readonly ms: number;
  readonly tickets: number;
  readonly idleRss: number;
}

const SETTLED_MS = 2_000;
const TICKETS_PER_ORDER = 2.5;
const CONNECTION = 'bench-delivery';
const CURRENCY = 'GBP';
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** How long it takes to deliver so many tickets, from the first request to the answer that the last batch is loaded durably. */
export async function benchDeliver({ tickets, customers, besideExtract, say }: DeliverOptions): Promise<void> {
  const orders = Math.round(tickets / TICKETS_PER_ORDER);
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-bench-'));
  try {
    const batches = await renderBatches({ folder, connection: CONNECTION, orders, customers, currency: CURRENCY });
    const bytes = batches.reduce((sum, batch) => sum + batch.bytes, 0);
    say(`${orders} orders in ${batches.length} batches, ${megabytes(bytes)} as they are sent`);
    const ours = await deliver(batches, say);
    const extracted = besideExtract ? await extract(orders, customers, say) : null;
    report(ours, extracted, say);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function deliver(batches: readonly RenderedBatch[], say: (line: string) => void): Promise<Delivered> {
  const server = await startServer();
  try {
    const { api, origin } = server;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    await api.call('addOrganisation', {
      body: { slug: 'bench', name: 'Bench', zone: 'Europe/London', currency: CURRENCY },
    });
    await api.call('addConnection', { body: { organisation: 'bench', provider: 'delivery', method: 'delivery' } });
    const { id: keyId } = await api.call('addDeliveryKey', {
      params: { connection: CONNECTION },
      body: { publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })) },
    });
    // The ticker tells whole seconds: none of those in which the key was registered is meant.
    await sleep(SETTLED_MS);
    const begun = performance.now();
    const since = Date.now();
    await sendBatches({ origin, connection: CONNECTION, keyId, privateKey }, batches, ({ id }) =>
      say(`${id} is loaded after ${seconds(performance.now() - begun)}`),
    );
    const ms = performance.now() - begun;
    const ticks = await server.ticks(since);
    const { counts } = await api.call('showConnection', { params: { connection: CONNECTION } });
    const sent = batches.reduce((sum, batch) => sum + batch.tickets, 0);
    if (counts.tickets !== sent) throw new Error(`${sent} tickets were delivered and ${counts.tickets} are there`);
    return { ...ticks, ms, tickets: counts.tickets, idleRss: server.idleRss };
  } finally {
    await server.stop();
    await server.remove();
  }
}

async function extract(
  orders: number,
  customers: number,
  say: (line: string) => void,
): Promise<{ ms: number; tickets: number }> {
  const boxOffice = await startBoxOffice({ orders, customers, isFrozen: true }, say);
  try {
    const { ms, tickets } = await runOurs(boxOffice, boxOffice.origin);
    say(`${tickets} tickets were extracted in ${seconds(ms)}`);
    return { ms, tickets };
  } finally {
    await boxOffice.stop();
  }
}

function report(ours: Delivered, extracted: { ms: number; tickets: number } | null, say: (line: string) => void): void {
  const rate = (ms: number, tickets: number): number => tickets / (ms / 1_000);
  say('');
  say(`delivered            ${seconds(ours.ms)}, ${Math.round(rate(ours.ms, ours.tickets))} tickets a second`);
  if (extracted !== null) {
    const ratio = rate(extracted.ms, extracted.tickets) / rate(ours.ms, ours.tickets);
    say(`beside extraction    ${seconds(extracted.ms)}, ratio by ticket ${ratio.toFixed(2)}    (to reach: 2)`);
  }
  say(`memory above idle    ${megabytes(ours.peakRss - ours.idleRss)}    (600 MB)`);
  say(`ticker p99           ${ours.p99} ms    (50)`);
  say(`longest stall        ${ours.longest} ms    (250)`);
}
