import type { BatchState } from '@illuminate/contract';
import { CommandFailed, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { readManifest } from './check-prepared.ts';
import type { ColumnMaps } from './column-maps.ts';
import { meterOf } from './deliver-data.ts';
import type { DeliveryClient } from './delivery-client.ts';
import type { Source } from './find-batches.ts';
import { printCheck, printSent } from './print-delivery.ts';
import { type Progress, runCheck } from './run-check.ts';
import { sendBatch } from './send-batch.ts';

export interface DeliverPrepared {
  readonly terminal: Terminal;
  readonly sources: readonly Source[];
  readonly options: { readonly connection?: string; readonly currency?: string; readonly json?: boolean };
  readonly columnMaps: ColumnMaps;
  readonly progress: Progress;
  readonly clientOf: (connection: string) => DeliveryClient;
}

/** Prepared batches in the order of their numbers. */
async function inSequence(sources: readonly Source[]) {
  const batches = await Promise.all(
    sources.map(async ({ folder }) => {
      const { manifest, bytes } = await readManifest(folder);
      if (manifest === null) throw new TypeError(`${folder} was checked, and has another manifest now`);
      return { folder, manifest, bytes };
    }),
  );
  return batches.toSorted((a, b) => a.manifest.sequence - b.manifest.sequence);
}

/** Checks prepared batches, and sends them in the order of their numbers if nothing is wrong with any. */
export async function deliverPrepared({
  terminal,
  sources,
  options,
  columnMaps,
  progress,
  clientOf,
}: DeliverPrepared): Promise<void> {
  const { wait } = terminal;
  const data = sources.find(({ kind }) => kind === 'data');
  if (data !== undefined) {
    throw new UsageError(`${data.name} has data files without a manifest: deliver it alone, as its period is its own.`);
  }
  const reports = await runCheck({ sources, personalFields: [], currency: options.currency, columnMaps, progress });
  if (reports.some(({ faults }) => faults.length > 0)) {
    printCheck(terminal, reports, options.json);
    throw new CommandFailed('Nothing was sent.', EXIT.failed);
  }
  const states: BatchState[] = [];
  for (const { folder, manifest, bytes: manifestBytes } of await inSequence(sources)) {
    if (options.connection !== undefined && options.connection !== manifest.connection) {
      throw new UsageError(`The manifest in ${folder} is for ${manifest.connection}, not for ${options.connection}.`);
    }
    const client = clientOf(manifest.connection);
    states.push(
      await sendBatch({ client, folder, manifest, manifestBytes, wait, onSent: meterOf(progress, manifest) }),
    );
  }
  progress.line.end();
  printSent(terminal, states, options.json);
}
