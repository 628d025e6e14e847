import { lineBlocks } from './bytes/line-blocks.ts';
import { unpack } from './bytes/unpack.ts';
import { mapOfPart } from './columns/map-of-part.ts';
import { readMapped } from './columns/read-mapped.ts';
import { readWorkbook } from './columns/read-workbook.ts';
import { readCsv } from './csv/read-csv.ts';
import { readOrders } from './csv/read-orders.ts';
import { readPerformances } from './csv/read-performances.ts';
import type { DeliveryFault } from './fault.ts';
import type { PartDescription } from './manifest.ts';
import { readNdjson } from './read-ndjson.ts';
import { createOrderCheck } from './records/check-order.ts';
import { createPerformanceCheck } from './records/check-performance.ts';
import type { Delivered } from './records/delivered.ts';
import { FieldReader, type ReportFault } from './records/field-reader.ts';
import { PersonalFields } from './records/field-scope.ts';

/** What of a part's description says how to read it. */
export type PartForm = Pick<PartDescription, 'kind' | 'format' | 'encoding' | 'layout'>;

export interface ReadPartOptions {
  /** Number of the part, for faults. */
  readonly part: number;
  /** Of the manifest. */
  readonly personalFields: readonly string[];
  /** The organisation's, for orders that name none. */
  readonly currency: string;
  /** The connection's map of this kind of part, for one whose layout is its own. */
  readonly columnMap?: unknown;
  /** Takes the faults of records, so that the rest is read as well; without it the first one is thrown. */
  readonly onFault?: ReportFault;
  /** Counts by name how often a declared field was met and dropped. */
  readonly dropped?: Map<string, number>;
}

function throwFault(fault: DeliveryFault): never {
  throw fault;
}

/**
 * Reads a part as it streams in: unpacks, splits, checks each record strictly, and leaves out what is declared to be dropped. Holds one
 * line and one piece at a time; bytes and hash are `verifyBytes`' matter, the count of records that of the totals.
 * @throws DeliveryFault with part, row and field at the first fault; faults of single records go to `onFault` instead, if it is given.
 */
export async function* readPart(
  bytes: AsyncIterable<Uint8Array>,
  { kind, format, encoding, layout }: PartForm,
  { part, personalFields, currency, columnMap, onFault = throwFault, dropped }: ReadPartOptions,
): AsyncGenerator<Delivered> {
  const personal = new PersonalFields(personalFields, dropped);
  const reader = new FieldReader(part, onFault);
  const unpacked = unpack(bytes, { encoding, part });
  if (layout === 'mapped') {
    const map = mapOfPart(columnMap, { kind, format, part });
    yield* readMapped(unpacked, map, { part, personal, currency, onFault });
    return;
  }
  const blocks = lineBlocks(unpacked, part);
  if (format !== 'ndjson') {
    const table = format === 'csv' ? await readCsv(blocks, part) : await readWorkbook(unpacked, part);
    yield* kind === 'orders'
      ? readOrders(table, { reader, personal, currency, part })
      : readPerformances(table, { reader, personal, part });
    return;
  }
  const check =
    kind === 'orders' ? createOrderCheck({ reader, personal, currency }) : createPerformanceCheck({ reader, personal });
  yield* readNdjson(blocks, reader, check);
}
