import { isZone } from '@illuminate/model';
import { z } from 'zod';
import { DAY_NUMBERS, datePattern } from './date-pattern.ts';
import {
  DERIVABLE,
  type Derivable,
  derivablesOf,
  fieldsOf,
  formOf,
  isSummed,
  RECORD_KINDS,
  type RecordKind,
  tellsTotal,
} from './fields.ts';
import { normalHeader } from './normal-header.ts';

export const COLUMN_MAP_FORMAT = 'illuminate-columns/1';
/** A column that is left out: its values never leave the reader. */
export const DROP = 'drop';

const MOST_COLUMNS = 400;
const header = z.string().max(300);
const short = z.string().min(1).max(100);
const pattern = z
  .string()
  .max(60)
  .superRefine((text, context) => {
    const read = datePattern(text);
    if (typeof read === 'string') context.addIssue({ code: 'custom', message: read });
  });

const csvFile = z.strictObject({
  type: z.literal('csv'),
  encoding: z.enum(['utf-8', 'windows-1252', 'macintosh', 'utf-16le', 'utf-16be']).default('utf-8'),
  separator: z.enum([',', ';', '\t', '|']).default(','),
  headerLine: z
    .int()
    .min(1)
    .max(200)
    .default(1)
    .meta({ description: 'Line on which the names of the columns are, from 1.' }),
});

const xlsxFile = z.strictObject({
  type: z.literal('xlsx'),
  sheet: z.string().min(1).max(31).optional().meta({ description: 'Name of the sheet; left out: the first.' }),
  headerLine: z
    .int()
    .min(1)
    .max(200)
    .default(1)
    .meta({ description: 'Row in which the names of the columns are, from 1.' }),
});

const column = z.strictObject({
  header: header.meta({ description: 'As it stands in the file; case and spaces do not matter.' }),
  field: z.string().max(40).meta({ description: 'Name of a field of the CSV layout, or "drop".' }),
  date: pattern
    .optional()
    .meta({ description: 'How this column writes dates, where it differs from `dates.pattern`.' }),
  values: z.record(z.string().max(100), z.string().max(100)).optional().meta({
    description: 'What is meant by each value, such as {"Web": "online"}; a value that is not listed is refused.',
  }),
  note: z.string().max(300).optional().meta({ description: 'For people; has no effect.' }),
});

const shape = z.strictObject({
  format: z.literal(COLUMN_MAP_FORMAT),
  records: z.enum(RECORD_KINDS).meta({ description: 'What the lines are.' }),
  file: z.discriminatedUnion('type', [csvFile, xlsxFile]),
  dates: z
    .strictObject({
      pattern,
      zone: z.string().max(60).refine(isZone, 'is no time zone; write it like Europe/London'),
    })
    .meta({ description: 'How dates are written, and in whose time zone.' }),
  numbers: z
    .strictObject({
      decimal: z.enum(['.', ',']).default('.'),
      symbols: z.array(z.string().min(1).max(5)).max(10).default([]),
      minor: z
        .boolean()
        .optional()
        .meta({ description: 'Amounts are whole numbers of the smallest unit, such as pence.' }),
    })
    .prefault({}),
  columns: z.array(column).min(1).max(MOST_COLUMNS).meta({ description: 'Every column of the file, in its order.' }),
  constants: z
    .record(z.string().max(40), short)
    .default({})
    .meta({ description: 'Fields that are the same on every line, such as {"currency": "EUR"}.' }),
  derive: z
    .array(z.enum(DERIVABLE))
    .default([])
    .meta({ description: 'Fields that the file lacks and that are worked out from the rest.' }),
  ignoreLines: z
    .strictObject({ header, values: z.array(z.string().max(100)).min(1).max(20) })
    .optional()
    .meta({ description: 'Lines that are no records, such as sums: those with one of these values in this column.' }),
});

const ofDeliveries = shape.extend({
  records: z
    .enum(['orders', 'performances'])
    .meta({ description: 'What the lines are: tickets of orders, or performances.' }),
});

/** How a connection's own export is read. The example in docs/connectors/column-maps.md is one. */
export const columnMapSchema = ofDeliveries.superRefine((map, context) => {
  for (const { path, message } of wrongIn(map)) context.addIssue({ code: 'custom', path, message });
});

/** How an uploaded file is read. */
export const uploadedMapSchema = shape.superRefine((map, context) => {
  for (const { path, message } of wrongIn(map)) context.addIssue({ code: 'custom', path, message });
});

export type ColumnMap = z.output<typeof shape>;
export type DeliveredMap = z.output<typeof ofDeliveries>;
export type ColumnMapInput = z.input<typeof shape>;
export type MappedColumn = ColumnMap['columns'][number];

interface Wrong {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What no single part of a map can tell: whether its columns, constants and derived fields make whole records. */
function wrongIn(map: ColumnMap): Wrong[] {
  const { records: kind, constants, derive } = map;
  const fields = fieldsOf(kind);
  const wrong: Wrong[] = [];
  const sources = new Map<string, MappedColumn[]>();
  for (const [at, column] of map.columns.entries()) {
    if (column.field === DROP) continue;
    const path = ['columns', at];
    if (fields[column.field] === undefined) {
      wrong.push({ path: [...path, 'field'], message: unknownField(column.field, kind) });
      continue;
    }
    const others = sources.get(column.field) ?? [];
    sources.set(column.field, [...others, column]);
    const form = formOf(kind, column.field);
    if (column.date !== undefined && form !== 'instant') {
      wrong.push({ path: [...path, 'date'], message: `${column.field} is no date` });
    }
    if (column.values !== undefined && form !== 'text' && form !== 'flag') {
      wrong.push({ path: [...path, 'values'], message: `values of ${column.field} are read as they stand` });
    }
    if (others.length > 0 && form !== 'instant' && !isSummed(kind, column.field)) {
      wrong.push({ path: [...path, 'field'], message: `${column.field} is another column already` });
    }
  }
  for (const [field, columns] of sources) {
    const form = formOf(kind, field);
    const needsTime = kind === 'performances' && field === 'starts_at';
    const reason = form === 'instant' ? wrongDate(needsTime, columns, map.dates.pattern) : null;
    if (reason !== null) wrong.push({ path: ['columns'], message: `${field}: ${reason}` });
  }
  for (const field of Object.keys(constants)) {
    const path = ['constants', field];
    const form = fields[field] === undefined ? null : formOf(kind, field);
    if (form === null) wrong.push({ path, message: unknownField(field, kind) });
    else if (form !== 'text' && form !== 'flag') wrong.push({ path, message: `${field} differs from line to line` });
    else if (sources.has(field)) wrong.push({ path, message: `${field} is a column as well` });
  }
  for (const field of derive) {
    const path = ['derive'];
    if (!derivablesOf(kind).includes(field)) wrong.push({ path, message: `${field} is not worked out for ${kind}` });
    else if (sources.has(field)) wrong.push({ path, message: `${field} is a column as well` });
    else if (field === 'ticket_total' && !tellsTotal(new Set(sources.keys())))
      wrong.push({ path, message: `${field} follows from a price with a quantity or a discount; a column is missing` });
  }
  if ((sources.get('quantity')?.length ?? 0) > 1 && (sources.has('ticket_type') || 'ticket_type' in constants)) {
    const message = 'several columns are quantity, so that their names are the ticket types: leave the other type out';
    wrong.push({ path: ['columns'], message });
  }
  for (const [field, { required }] of Object.entries(fields)) {
    const known = sources.has(field) || field in constants || derive.includes(field as Derivable);
    if (!required || known) continue;
    const also = (derivablesOf(kind) as readonly string[]).includes(field) ? ', or name it under derive' : '';
    wrong.push({ path: ['columns'], message: `no column is ${field}, which is required: say which one is${also}` });
  }
  const { ignoreLines } = map;
  if (
    ignoreLines !== undefined &&
    !map.columns.some((one) => normalHeader(one.header) === normalHeader(ignoreLines.header))
  ) {
    wrong.push({ path: ['ignoreLines', 'header'], message: 'is none of the columns' });
  }
  return wrong;
}

function unknownField(field: string, kind: RecordKind): string {
  const names = Object.keys(fieldsOf(kind));
  return `${JSON.stringify(field)} is no field of ${kind}; it is one of ${names.join(', ')}, or "${DROP}"`;
}

/** A date may stand in two columns: its day in the one, its time in the other. */
function wrongDate(needsTime: boolean, columns: readonly MappedColumn[], otherwise: string): string | null {
  const patterns = columns.flatMap(({ date = otherwise }) => {
    const read = datePattern(date);
    return typeof read === 'string'
      ? []
      : [{ parts: read.parts, hasTime: date !== DAY_NUMBERS && read.parts.has('hour') }];
  });
  if (columns.length > 2) return 'more than two columns are this date';
  const [one, other] = patterns;
  const [first, second] = patterns.map(({ parts }) => parts);
  if (first === undefined) return null;
  if (second === undefined) {
    if (!first.has('day')) return 'its pattern names no day';
    // A sale without its time of day is of that day; a performance without one is none.
    return first.has('hour') || !needsTime ? null : 'its pattern names no time of day';
  }
  // Beside a time, a day's number is the day alone.
  const isTimeApart = first.has('day') !== second.has('day') && one?.hasTime !== other?.hasTime;
  return isTimeApart ? null : 'of two columns one must be the day and the other the time; give each its own `date`';
}
