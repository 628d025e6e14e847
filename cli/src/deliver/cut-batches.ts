import {
  type BatchTotals,
  createTotals,
  type Delivered,
  DeliveryFault,
  LIMITS,
  type Totals,
} from '@illuminate/delivery';
import type { ColumnMaps } from './column-maps.ts';
import type { FaultList } from './fault-list.ts';
import type { Source } from './find-batches.ts';
import { type PersonalTally, readRecords } from './read-records.ts';

export interface ReadData {
  readonly source: Source & { readonly kind: 'data' };
  readonly personalFields: readonly string[];
  readonly currency: string;
  readonly columnMaps: ColumnMaps;
  readonly faults: FaultList;
  readonly tally: PersonalTally;
  readonly onBytes: (bytes: number) => void;
}

/** Takes the records of one batch after another. */
export interface BatchSink {
  readonly begin: () => Promise<void>;
  readonly add: (record: Delivered) => Promise<void>;
}

/** How many of the batch's records there are so far, by what is limited. */
function isFull(counted: Totals, record: Delivered): boolean {
  if (record.kind === 'performance') return counted.performances >= LIMITS.records;
  return counted.orders >= LIMITS.records || counted.tickets + record.tickets.length > LIMITS.records;
}

/**
 * Reads data files in turn and hands their records over, batch by batch: a new one begins where the next record would be too many.
 * There is at least one, be it empty: that nothing was sold is to be said as well. Gives the totals of each.
 */
export async function cutBatches(data: ReadData, sink: BatchSink): Promise<Totals[]> {
  const { source, personalFields, currency, columnMaps, faults, tally, onBytes } = data;
  const done: Totals[] = [];
  let totals: BatchTotals = createTotals();
  let counted = { orders: 0, tickets: 0, performances: 0, amounts: {} };
  await sink.begin();
  for (const [at, { name, path, form }] of source.files.entries()) {
    const part = at + 1;
    const columnMap = columnMaps.get(form.kind);
    const records = readRecords({
      path,
      name,
      form,
      part,
      personalFields,
      currency,
      columnMap,
      faults,
      tally,
      onBytes,
    });
    for await (const record of records) {
      const isBegun = counted.orders + counted.performances > 0;
      if (isBegun && isFull(counted, record)) {
        done.push(totals.result());
        totals = createTotals();
        counted = { orders: 0, tickets: 0, performances: 0, amounts: {} };
        await sink.begin();
      }
      try {
        totals.add(record, part);
      } catch (err) {
        if (!(err instanceof DeliveryFault)) throw err;
        faults.add(err, name);
        continue;
      }
      if (record.kind === 'order') {
        counted.orders += 1;
        counted.tickets += record.tickets.length;
      } else counted.performances += 1;
      await sink.add(record);
    }
  }
  return [...done, totals.result()];
}
