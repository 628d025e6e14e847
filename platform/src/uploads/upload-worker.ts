// The thread in which uploaded files are read. Personal data never leaves it, and it has no way to a database.
import { type MessagePort, parentPort } from 'node:worker_threads';
import { DeliveryFault } from '@illuminate/delivery';
import { problemOfFault } from '../deliveries/problem-of-fault.ts';
import { describeError } from '../logger.ts';
import { letOthersFirst } from '../others-first.ts';
import { checkJob } from './thread/check-job.ts';
import { proposeJob } from './thread/propose-job.ts';
import type { FromUploadThread, UploadJob } from './upload-messages.ts';

if (parentPort === null) throw new Error('the thread of uploads is started by the platform');
const port: MessagePort = parentPort;
const tell = (message: FromUploadThread): void => port.postMessage(message);

const EVERY_ROWS = 5_000;

letOthersFirst();

async function perform(job: UploadJob): Promise<FromUploadThread> {
  if (job.kind === 'propose') return { type: 'proposed', proposed: await proposeJob(job) };
  let told = 0;
  const checked = await checkJob(job, (rows) => {
    if (rows < told + EVERY_ROWS) return;
    told = rows;
    tell({ type: 'progress', rows });
  });
  return { type: 'checked', checked };
}

port.once('message', (job: UploadJob) => {
  perform(job).then(tell, (err: unknown) =>
    tell(
      err instanceof DeliveryFault
        ? { type: 'problem', problem: problemOfFault(err) }
        : { type: 'failed', err: describeError(err) },
    ),
  );
});
