// The extracting thread: it fetches, parses, checks, drops and normalises. Personal data never leaves it, and it has no way to
// a database.
import { setMaxListeners } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { connectors } from '@illuminate/connectors';
import { systemClock } from '../clock.ts';
import { transferables } from '../warehouse/pack.ts';
import { extract } from './extract.ts';
import type { FromExtract, ThreadJob, ToExtract } from './extract-messages.ts';
import type { ExtractIo } from './extraction.ts';
import { replay } from './replay.ts';

if (parentPort === null) throw new Error('the extracting thread is started by the platform');
const port = parentPort;
const job = workerData as ThreadJob;

const taken: (() => void)[] = [];
const asked = new Map<number, (value: unknown) => void>();
let asks = 0;
/** Batches handed over and not yet taken. */
let waiting = 0;

port.on('message', (message: ToExtract) => {
  if (message.type === 'taken') {
    waiting -= 1;
    taken.shift()?.();
    return;
  }
  asked.get(message.ask)?.(message.value);
  asked.delete(message.ask);
});

const tell = (message: FromExtract): void => port.postMessage(message);

/** Asks the loading thread; its answers are of the types that extract-messages.ts pairs with the questions. */
const ask = <Value>(question: (ask: number) => FromExtract): Promise<Value> =>
  new Promise((resolve) => {
    asks += 1;
    asked.set(asks, (value) => resolve(value as Value));
    tell(question(asks));
  });

// The thread is ended from outside; nothing in it is told to stop. Every request under way listens all the same.
const { signal } = new AbortController();
setMaxListeners(0, signal);

const connector = connectors.find(({ id }) => id === job.connectorId);
if (connector === undefined) throw new Error('there is no connector of that name');

const io: ExtractIo = {
  tell,
  async sendBatch(message) {
    waiting += 1;
    const packed = message.packed === null ? [] : transferables(message.packed);
    port.postMessage(message, message.pages === null ? packed : [...packed, message.pages.buffer]);
    // One batch may wait while the next is built.
    while (waiting > 1) await new Promise<void>((resolve) => taken.push(resolve));
  },
  unknownKeys: (table, keys) => ask((nth) => ({ type: 'unknown-keys', ask: nth, table, keys })),
  liveTickets: (orders) => ask((nth) => ({ type: 'live-tickets', ask: nth, orders })),
};
const run = { connector, clock: systemClock, signal, io };
const { ending, extraction } = await ('pages' in job ? replay(job, run) : extract(job, run));
tell({ type: 'ended', ending, counts: extraction.counts, progress: extraction.loaded });
// The open port would keep the thread alive.
port.close();
