import { type CheckReport, currencyNotes, UNKNOWN_CURRENCY } from './check-prepared.ts';
import type { ColumnMaps } from './column-maps.ts';
import { cutBatches } from './cut-batches.ts';
import { createFaultList } from './fault-list.ts';
import type { Source } from './find-batches.ts';
import { newTally } from './read-records.ts';

export interface CheckDataOptions {
  readonly personalFields: readonly string[];
  readonly currency: string | undefined;
  readonly columnMaps: ColumnMaps;
  readonly onBytes: (bytes: number) => void;
}

/** Reads data files to their end and says everything that is wrong with them. Asks nobody and writes nothing. */
export async function checkData(
  source: Source & { readonly kind: 'data' },
  { personalFields, currency = UNKNOWN_CURRENCY, columnMaps, onBytes }: CheckDataOptions,
): Promise<CheckReport> {
  const faults = createFaultList();
  const personal = newTally();
  const nowhere = { begin: async () => undefined, add: async () => undefined };
  const totals = await cutBatches(
    { source, personalFields, currency, columnMaps, faults, tally: personal, onBytes },
    nowhere,
  );
  return {
    name: source.name,
    manifest: null,
    faults: faults.kinds(),
    faultsBeyond: faults.beyond(),
    notes: currencyNotes(totals),
    personal,
    totals,
  };
}
