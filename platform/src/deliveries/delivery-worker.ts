// The thread in which deliveries are read. Personal data never leaves it, and it has no way to a database.
import { type MessagePort, parentPort } from 'node:worker_threads';
import { DeliveryFault } from '@illuminate/delivery';
import { describeError } from '../logger.ts';
import type { DeliveryJob, FromDeliveryThread, LoadBatchJob, ToDeliveryThread } from './delivery-messages.ts';
import { loadBatchJob } from './load-batch-job.ts';
import { problemOfFault } from './problem-of-fault.ts';
import { readPartJob } from './read-part-job.ts';
import { SpoolDamaged } from './spool.ts';

if (parentPort === null) throw new Error('the thread of deliveries is started by the platform');
const port: MessagePort = parentPort;
const tell = (message: FromDeliveryThread): void => port.postMessage(message);

/** Chunks handed over and not yet taken. */
let waiting = 0;
let taken: () => void = () => undefined;

port.on('message', (message: ToDeliveryThread) => {
  if (message.type === 'taken') {
    waiting -= 1;
    taken();
    return;
  }
  waiting = 0;
  perform(message.job).then(tell, (err: unknown) => tell(wordsFor(err, message.job)));
});

async function perform(job: DeliveryJob): Promise<FromDeliveryThread> {
  if (job.kind === 'read') return { type: 'done', totals: await readPartJob(job) };
  await hand(job);
  return { type: 'done', totals: null };
}

/** One chunk may wait while the next is read. */
async function hand(job: LoadBatchJob): Promise<void> {
  for (const packed of loadBatchJob(job)) {
    waiting += 1;
    tell({ type: 'chunk', packed });
    while (waiting > 1) {
      await new Promise<void>((resolve) => {
        taken = resolve;
      });
    }
  }
}

function wordsFor(err: unknown, job: DeliveryJob): FromDeliveryThread {
  if (err instanceof DeliveryFault) return { type: 'problem', problem: problemOfFault(err) };
  if (err instanceof SpoolDamaged && job.kind === 'load') {
    const part = job.parts.find(({ spool }) => spool.file === err.file)?.part ?? 0;
    return { type: 'spool-damaged', part };
  }
  return { type: 'failed', err: describeError(err) };
}
