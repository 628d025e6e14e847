import type { UploadRow } from '../control/schema/uploads.ts';
import { DeliveryRefused, ThreadFailed } from '../deliveries/delivery-threads.ts';
import { busy } from '../deliveries/refusals.ts';
import { Refusal } from '../refusal.ts';
import { TOO_SLOW } from './upload-threads.ts';

/** What a thread said of a file, as a refusal; null for an error of ours. */
export function refusalOfThread(err: unknown, { file_name: name }: Pick<UploadRow, 'file_name'>): Refusal | null {
  if (err instanceof Refusal) return err;
  if (err instanceof DeliveryRefused) {
    const { detail, nextStep } = err.problem;
    // Parts and batches are words of deliveries; a file that is uploaded is one.
    const said = detail.replace(/^Part 1(?:, row (\d+))?: /, (_, row: string | undefined) =>
      row === undefined ? '' : `Row ${row}: `,
    );
    return unreadable(`${name}: ${said}`, nextStep);
  }
  if (!(err instanceof ThreadFailed)) return null;
  if (err.code === 'ENOSPC' || err.code === 'EDQUOT') return busy('The disk is full.', 600, 'operator');
  if (err.code === 'piece_lost') {
    return unreadable(`What was received of ${name} is damaged here.`, 'Cancel this upload, and upload the file anew.');
  }
  if (err.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return unreadable(`${name} needs more memory than a file may.`, 'Cut it into several files, or save it as CSV.');
  }
  if (err.code === TOO_SLOW) {
    return unreadable(`${name} takes longer to read than a file may.`, 'Cut it into several files.');
  }
  return null;
}

function unreadable(detail: string, nextStep: string): Refusal {
  return new Refusal({ code: 'part-unreadable', detail, whoActs: 'organisation', nextStep });
}
