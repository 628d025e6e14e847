import { DeliveryFault } from '../fault.ts';
import type { Delivered } from '../records/delivered.ts';
import { FieldReader, type ReportFault } from '../records/field-reader.ts';
import type { PersonalFields } from '../records/field-scope.ts';
import { createCellReader, type ReadColumn, readColumn } from './cell-reader.ts';
import { type Cell, isEmpty, type Line, plainText } from './cells.ts';
import { type ColumnMap, DROP } from './column-map.ts';
import { lineBlocksOfFile } from './lines-of-file.ts';
import { mappedOrders } from './mapped-orders.ts';
import { mappedPerformances } from './mapped-performances.ts';
import type { MappedSource } from './mapped-source.ts';
import { normalHeader, withoutEmptyEnd } from './normal-header.ts';
import { inPart } from './read-workbook.ts';
import { sayDifference } from './say-difference.ts';
import { unreadable } from './unreadable.ts';

export interface ReadMappedOptions {
  readonly part: number;
  readonly personal: PersonalFields;
  readonly currency: string;
  readonly onFault: ReportFault;
  /** Left out: nobody is told what is no fault. */
  readonly onWarning?: ReportFault;
  readonly mostRecords?: number;
}

/**
 * Reads an export through its column map, into the records of NDJSON. Dropped columns never leave it. Orders are put together over the
 * whole part, so that their lines may stand anywhere.
 * @throws DeliveryFault layout-changed with the difference, part-unreadable, batch-too-big; faults of records go to `onFault`.
 */
export async function* readMapped(
  bytes: AsyncIterable<Uint8Array>,
  map: ColumnMap,
  options: ReadMappedOptions,
): AsyncGenerator<Delivered> {
  try {
    const source = await openMapped(lineBlocksOfFile(bytes, map.file), map, options);
    yield* map.records === 'orders' ? await mappedOrders(source) : mappedPerformances(source);
  } catch (err) {
    throw inPart(err, options.part);
  }
}

/** Looks at the header, and says how the lines below are read. @throws DeliveryFault layout-changed, part-unreadable */
export async function openMapped(
  lines: AsyncGenerator<readonly Line[]>,
  map: ColumnMap,
  { part, personal, currency, onFault, onWarning = () => undefined, mostRecords }: ReadMappedOptions,
): Promise<MappedSource> {
  const reader = new FieldReader(part, onFault);
  const first = await lines.next();
  const [header, ...rest] = first.done === true ? [] : first.value;
  if (header === undefined) throw unreadable('It has no header line.');
  checkHeader(map, header);
  return {
    map,
    lines: records(rest, lines, map),
    isTooWide: widthCheck(map, reader),
    columns: columnsByField(map),
    cells: createCellReader(map, reader),
    reader,
    onWarning,
    personal,
    currency,
    ...(mostRecords === undefined ? {} : { mostRecords }),
  };
}

/** @throws DeliveryFault layout-changed */
function checkHeader(map: ColumnMap, { line, cells }: Line): void {
  const expected = map.columns.map(({ header }) => header);
  const difference = sayDifference(expected, cells.map(plainText));
  if (difference === null) return;
  throw new DeliveryFault({
    code: 'layout-changed',
    what: `The columns are not those that the column map was made for. ${difference}`,
    row: line,
    nextStep:
      'Have the file written as before, or set a new map: illuminate connections columns suggest CONNECTION --file FILE proposes one.',
  });
}

function columnsByField(map: ColumnMap): Map<string, ReadColumn[]> {
  const columns = new Map<string, ReadColumn[]>();
  for (const [at, column] of map.columns.entries()) {
    if (column.field === DROP) continue;
    columns.set(column.field, [...(columns.get(column.field) ?? []), readColumn(column, at, map)]);
  }
  // Of two columns of a date the one with the day comes first, wherever it stands.
  for (const pair of columns.values()) pair.sort((one, other) => hasDay(other) - hasDay(one));
  return columns;
}

const hasDay = ({ date }: ReadColumn): number => (date.parts.has('day') ? 1 : 0);

/** Without empty lines, and those to be ignored. */
async function* records(
  first: readonly Line[],
  others: AsyncIterable<readonly Line[]>,
  map: ColumnMap,
): AsyncGenerator<readonly Line[]> {
  const { ignoreLines } = map;
  const ignored = new Set(ignoreLines?.values.map(normalHeader));
  const at =
    ignoreLines === undefined
      ? -1
      : map.columns.findIndex(({ header }) => normalHeader(header) === normalHeader(ignoreLines.header));
  const isRecord = ({ cells }: Line): boolean =>
    !cells.every((cell: Cell) => isEmpty(cell)) && !(at >= 0 && ignored.has(normalHeader(plainText(cells[at]))));
  yield first.filter(isRecord);
  for await (const block of others) yield block.filter(isRecord);
}

function widthCheck(map: ColumnMap, reader: FieldReader): (cells: readonly Cell[]) => boolean {
  const width = withoutEmptyEnd(map.columns.map(({ header }) => header)).length;
  return (cells) => {
    if (cells.length <= width || cells.slice(width).every((cell) => isEmpty(cell))) return false;
    reader.fault('record-invalid', `The line has cells beyond the ${width} columns of the header.`);
    return true;
  };
}
