import type { Delivered, DeliveredCount } from '../records/delivered.ts';
import type { ReportFault } from '../records/field-reader.ts';
import { PersonalFields } from '../records/field-scope.ts';
import type { Line } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { mappedCounts } from './mapped-counts.ts';
import { mappedPerformances } from './mapped-performances.ts';
import { mappedSales } from './mapped-sales.ts';
import { openMapped } from './read-mapped.ts';

/** A record of an uploaded file. */
export type Uploaded = Delivered | DeliveredCount;

export interface ReadUploadedOptions {
  /** The organisation's, for lines that name none. */
  readonly currency: string;
  /** Takes what is wrong with single lines, so that the rest is read as well. */
  readonly onFault: ReportFault;
  /** Takes what is to be known of lines that are read, or left out, and of whole columns at the end. */
  readonly onWarning?: ReportFault;
  /** Orders and tickets at most, each. */
  readonly mostRecords: number;
}

/** What a map may make of a booker; the map says by itself which column it is. */
const USED_OF_BOOKERS = ['customer.id', 'customer.postcode', 'customer.country'];

/**
 * Reads the lines of an uploaded file, some at a time, through its map, as some records at a time. Columns that are left out never leave it.
 * @throws DeliveryFault layout-changed, part-unreadable, batch-too-big; faults of lines go to `onFault`
 */
export async function* readUploaded(
  lines: AsyncGenerator<readonly Line[]>,
  map: ColumnMap,
  { currency, onFault, onWarning = () => undefined, mostRecords }: ReadUploadedOptions,
): AsyncGenerator<Iterable<Uploaded>> {
  const personal = new PersonalFields(USED_OF_BOOKERS);
  const source = await openMapped(lines, map, { part: 1, personal, currency, onFault, onWarning, mostRecords });
  if (map.records === 'sales') yield* mappedSales(source);
  else if (map.records === 'events') yield* each(mappedPerformances(source));
  else if (map.records === 'counts') yield* each(mappedCounts(source));
  for (const fault of source.cells.freeOfCharge()) onWarning(fault);
}

async function* each<T>(records: AsyncIterable<T>): AsyncGenerator<Iterable<T>> {
  for await (const record of records) yield [record];
}
