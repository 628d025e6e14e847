import { DeliveryFault } from '@illuminate/delivery/fault';
import type { FileAnswer, FileTask, ReadSoFar } from './file-messages.ts';
import { lookThrough } from './look-through.ts';
import { openTable, type Table } from './open-table.ts';
import { rewrite } from './rewrite.ts';

/** Does what the page asks about a file. Whatever goes wrong is an answer; messages of libraries quote the file, and are left out. */
export async function doFileTask(task: FileTask, onProgress: (rows: number) => void): Promise<FileAnswer> {
  try {
    return await done(task, onProgress);
  } catch (err) {
    if (err instanceof DeliveryFault) return faultOf(err);
    return { is: 'broken' };
  }
}

const faultOf = ({ detail: what, nextStep }: DeliveryFault, read?: ReadSoFar): FileAnswer => ({
  is: 'fault',
  fault: { what, nextStep, ...(read === undefined ? {} : { read }) },
});

async function done(task: FileTask, onProgress: (rows: number) => void): Promise<FileAnswer> {
  if (task.do === 'rewrite') {
    const { keep, columns, shapes } = task;
    const rewritten = await rewrite(await openTable(task.file, task.form), { keep, columns, shapes, onProgress });
    return { is: 'rewritten', rewritten };
  }
  const table = await openTable(task.file, task.wish);
  try {
    const look = await lookThrough(table, task.kind, onProgress).catch((err: unknown) => {
      const other = asWindows(table, task);
      if (other === null) throw err;
      return openTable(task.file, other).then((again) => lookThrough(again, task.kind, onProgress));
    });
    return { is: 'look', look };
  } catch (err) {
    if (err instanceof DeliveryFault) return faultOf(err, { form: table.form, sheets: table.sheets });
    throw err;
  }
}

/** What looked like UTF-8 at its beginning and is none further on was written by a spreadsheet program, unless somebody said otherwise. */
function asWindows({ form }: Table, { wish }: Extract<FileTask, { do: 'look' }>) {
  const isGuess = wish.encoding === undefined && form.type === 'csv' && form.encoding === 'utf-8';
  return isGuess ? ({ ...wish, encoding: 'windows-1252' } as const) : null;
}
