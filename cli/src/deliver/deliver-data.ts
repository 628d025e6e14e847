import { join } from 'node:path';
import { ApiError, type BatchState } from '@illuminate/contract';
import { UsageError } from '../errors.ts';
import type { CheckReport } from './check-prepared.ts';
import { currencyNotes, readManifest, UNKNOWN_CURRENCY } from './check-prepared.ts';
import type { ColumnMaps } from './column-maps.ts';
import type { DeliveryClient } from './delivery-client.ts';
import { createFaultList } from './fault-list.ts';
import type { Source } from './find-batches.ts';
import { makeBatches } from './make-batches.ts';
import {
  describeFiles,
  endPlan,
  forgetPlan,
  isSame,
  type MadeOf,
  type Plan,
  planFolder,
  readPlan,
  writePlan,
} from './plan.ts';
import { newTally } from './read-records.ts';
import { createMeter, type Progress } from './run-check.ts';
import { sendBatch } from './send-batch.ts';

export interface DeliverData {
  readonly source: Source & { readonly kind: 'data' };
  readonly client: DeliveryClient;
  readonly url: string;
  readonly connection: string;
  readonly period: { readonly from: number; readonly to: number };
  readonly personalFields: readonly string[];
  readonly currency: string | undefined;
  readonly columnMaps: ColumnMaps;
  readonly progress: Progress;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly remark: (text: string) => void;
}

export type Outcome =
  | { readonly kind: 'sent'; readonly states: readonly BatchState[] }
  /** Nothing has changed since they were loaded. */
  | { readonly kind: 'already'; readonly batches: readonly string[]; readonly loadedAt: string }
  /** Something is wrong with the data: nothing was sent. */
  | { readonly kind: 'wrong'; readonly report: CheckReport };

/** After one of these, the same batch is refused for ever: the next run makes another. */
const FINAL = new Set([
  'manifest-invalid',
  'batch-differs',
  'sequence-taken',
  'batch-closed',
  'field-undeclared',
  'record-invalid',
  'part-too-big',
  'batch-too-big',
  'totals-differ',
]);

async function sendPlan(delivering: DeliverData, plan: Plan): Promise<BatchState[]> {
  const { source, client, progress, wait } = delivering;
  const batches = await Promise.all(
    plan.batches.map(async (id) => {
      const folder = join(planFolder(source), id);
      return { folder, ...(await readManifest(folder)) };
    }),
  );
  const states: BatchState[] = [];
  try {
    for (const { folder, manifest, bytes } of batches) {
      if (manifest === null) throw new TypeError(`${folder} has been changed by another hand`);
      states.push(
        await sendBatch({ client, folder, manifest, manifestBytes: bytes, wait, onSent: meterOf(progress, manifest) }),
      );
    }
  } catch (err) {
    if (err instanceof ApiError && FINAL.has(err.problem.code)) await forgetPlan(source);
    throw err;
  }
  await endPlan(source, plan, Date.now());
  return states;
}

/** Shows how much of a batch has arrived. */
export function meterOf(progress: Progress, manifest: { batch: string; parts: readonly { bytes: number }[] }) {
  const total = manifest.parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const add = createMeter(progress, `Sending ${manifest.batch}`, total);
  let before = 0;
  return (sent: number): void => {
    add(sent - before);
    before = sent;
  };
}

async function make(delivering: DeliverData, madeOf: MadeOf): Promise<Plan | CheckReport> {
  const {
    source,
    client,
    connection,
    period,
    personalFields,
    currency = UNKNOWN_CURRENCY,
    columnMaps,
    progress,
  } = delivering;
  const { nextSequence } = await client.position();
  const faults = createFaultList();
  const tally = newTally();
  const total = madeOf.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const onBytes = createMeter(progress, `Reading ${source.name}`, total);
  const data = { source, personalFields, currency, columnMaps, faults, tally, onBytes };
  const folder = planFolder(source);
  await forgetPlan(source);
  const { ids, totals } = await makeBatches({
    data,
    folder,
    connection,
    firstSequence: nextSequence,
    period,
    now: Date.now(),
  });
  const notes = currencyNotes(totals);
  if (faults.kinds().length === 0 && notes.length === 0) {
    const plan: Plan = { version: 1, madeOf, batches: ids, loadedAt: null };
    await writePlan(source, plan);
    return plan;
  }
  await forgetPlan(source);
  return {
    name: source.name,
    manifest: null,
    faults: faults.kinds(),
    faultsBeyond: faults.beyond(),
    notes,
    personal: tally,
    totals,
  };
}

/**
 * Delivers the data files of a folder: makes batches of them beside the data, sends them, and removes them once they are loaded. A run
 * that was cut short is finished with its own batches first; files that were loaded and have not changed since are not sent again.
 */
export async function deliverData(delivering: DeliverData): Promise<Outcome> {
  const { source, url, connection, period, personalFields, currency = null, remark } = delivering;
  const madeOf: MadeOf = {
    url,
    connection,
    period: { from: new Date(period.from).toISOString(), to: new Date(period.to).toISOString() },
    personalFields,
    currency,
    columns: [...delivering.columnMaps.values()],
    files: await describeFiles(source),
  };
  const before = await readPlan(source);
  const isForHere = before !== null && before.madeOf.url === url && before.madeOf.connection === connection;
  if (before !== null && !isForHere && before.loadedAt === null) {
    throw new UsageError(
      `Batches for ${before.madeOf.connection} at ${before.madeOf.url} were begun here and not finished. Finish them, or remove ${planFolder(source)}.`,
    );
  }
  const finished: BatchState[] = [];
  if (isForHere && before.loadedAt === null) {
    remark(`Going on with what was begun: ${before.batches.join(', ')}.`);
    finished.push(...(await sendPlan(delivering, before)));
    if (isSame(before.madeOf, madeOf)) return { kind: 'sent', states: finished };
  } else if (isForHere && before.loadedAt !== null && isSame(before.madeOf, madeOf)) {
    return { kind: 'already', batches: before.batches, loadedAt: before.loadedAt };
  }
  const made = await make(delivering, madeOf);
  if (!('version' in made)) return { kind: 'wrong', report: made };
  return { kind: 'sent', states: [...finished, ...(await sendPlan(delivering, made))] };
}
