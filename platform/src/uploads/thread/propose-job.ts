import type { UploadKind, UploadProposal } from '@illuminate/contract';
import {
  type Cell,
  currencyInName,
  currencyOfSigns,
  type DateCell,
  DROP,
  fingerprintOf,
  formOf,
  guessDate,
  mayBeIn,
  mayBeOfPeople,
  mergedInFile,
  normalHeader,
  personalByName,
  personalByValues,
  personalLook,
  plainText,
  refuseCrossTab,
  suggestColumnMap,
  wallText,
  withoutEmptyEnd,
  writtenCurrency,
} from '@illuminate/delivery';
import { fieldsOfKind, missingOf } from '../fields-of-kind.ts';
import { bytesOf } from '../received-file.ts';
import type { Proposed, ProposeJob } from '../upload-messages.ts';
import { maybeMinor } from './maybe-minor.ts';
import { lookAt } from './resolve-form.ts';
import { cut, sampleRows } from './sample-rows.ts';

const EXAMPLES = 4;
const MOST_VALUES = 40;
/** Of bookers: what is mapped to these is made a pseudonym or an area. */
const OF_BOOKERS = new Set(['customer_id', 'customer_postcode', 'customer_country']);
const OTHER_DATES = [
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'YYYY-MM-DD',
  'D/M/YYYY',
  'M/D/YYYY',
  'DD.MM.YYYY',
  'DD/MM/YY',
  'MM/DD/YY',
];

type Columns = UploadProposal['columns'];

/** Proposes how a file is read, from its beginning. @throws DeliveryFault */
export async function proposeJob({ file, uploadKind, form, zone, currency }: ProposeJob): Promise<Proposed> {
  const { sample, sheets, remarks } = await lookAt(file, form);
  refuseCrossTab(sample.headerCells ?? [], {
    kind: uploadKind,
    valuesOf: (at) => sample.rows.map((row) => plainText(row[at])).filter((text) => text !== ''),
    hasDates: (at) => sample.rows.some((row) => isDate(row[at])),
  });
  const suggestion = suggestColumnMap(sample, { zone, kind: uploadKind, decimal: form.decimal });
  const { map } = suggestion;
  const names = withoutEmptyEnd(sample.headers);
  const texts = (at: number): string[] => sample.rows.map((row) => textOf(row[at])).filter((text) => text !== '');
  // What a performance took is no price: how much that is for each of its tickets tells.
  const perAmount = map.columns.flatMap(({ field }, at) =>
    uploadKind === 'counts' && field === 'tickets' ? [at] : [],
  );
  const columns: Columns = names.map((header, at) => {
    const field = map.columns[at]?.field ?? DROP;
    const values = texts(at);
    const isMapped = field !== DROP;
    const personal = OF_BOOKERS.has(field)
      ? (personalByName(normalHeader(header)) ?? 'who booked')
      : isMapped
        ? null
        : (personalByName(normalHeader(header)) ??
          personalByValues(values) ??
          (mayBeOfPeople({ header, values }, names, uploadKind) ? 'names of people' : null));
    return {
      position: at + 1,
      header: header.trim(),
      field: isMapped ? field : null,
      from: isMapped ? 'header' : 'none',
      examples: personal === null ? examplesOf(tellingFirst(values, formOf(uploadKind, field))) : [],
      dates: map.columns[at]?.date ?? null,
      maybeMinor: maybeMinor(values, summed(perAmount.map(texts))),
      personal,
    };
  });
  guessByValues(columns, uploadKind, texts);
  const found = {
    type: sample.file.type,
    encoding: sample.file.type === 'csv' ? (sample.file.encoding ?? null) : null,
    separator: sample.file.type === 'csv' ? (sample.file.separator ?? null) : null,
    sheet: sample.file.type === 'xlsx' ? (sample.file.sheet ?? null) : null,
    headerLine: sample.file.headerLine ?? 1,
    decimal: form.decimal ?? map.numbers?.decimal ?? '.',
    dates: form.dates ?? map.dates.pattern,
    amounts: form.amounts ?? null,
    fillMerged: form.fillMerged ?? null,
  } as const;
  const known = new Set(columns.flatMap(({ field }) => field ?? []));
  const duplicates = duplicatesOf(names);
  const inCurrency = otherCurrency(columns, { kind: uploadKind, texts, own: currency });
  const merged = await mergedInFile(() => bytesOf(file), sample.file, names.length);
  return {
    fingerprint: fingerprintOf(names),
    proposal: {
      form: found,
      alternatives: { sheets: [...sheets], dates: otherDates(columns, texts, found.dates) },
      columns,
      sample: sampleRows(sample.rows, columns, textOf),
      merged: { cells: merged.cells, columns: merged.columns.map((at) => at + 1) },
      fields: fieldsOfKind(uploadKind),
      missing: missingOf(uploadKind, known),
      values: valuesOf(columns, texts, map.columns),
      remarks: [
        ...remarks,
        ...(duplicates.length === 0
          ? []
          : [
              `${duplicates.length === 1 ? 'A name of a column occurs' : 'Names of columns occur'} twice; look which is which.`,
            ]),
        ...(inCurrency === null
          ? []
          : [`Amounts are written in ${inCurrency}, and are taken for that; the organisation’s own is ${currency}.`]),
        ...suggestion.remarks.filter((remark) => !remark.startsWith('No column looks like')),
      ],
      map: {
        columns: columns.map(({ header, field, dates }) => ({ header, field, ...(dates === null ? {} : { dates }) })),
        values: meaningsOf(map.columns),
        constants: inCurrency === null ? {} : { currency: inCurrency },
      },
    },
  };
}

/** The currency that amounts are written in, where it is another than the organisation's and no column says it. */
function otherCurrency(
  columns: Columns,
  { kind, texts, own }: { readonly kind: UploadKind; readonly texts: (at: number) => string[]; readonly own: string },
): string | null {
  if (columns.some(({ field }) => field === 'currency')) return null;
  const signs = columns.flatMap(({ field, header }, at) =>
    field !== null && formOf(kind, field) === 'amount'
      ? [currencyInName(header), ...texts(at).map(writtenCurrency)]
      : [],
  );
  const found = currencyOfSigns(signs);
  return found === own || signs.some((sign) => sign !== null && mayBeIn(sign, own)) ? null : found;
}

const isDate = (cell: Cell | undefined): cell is DateCell =>
  typeof cell === 'object' && cell !== null && 'wall' in cell;

const textOf = (cell: Cell | undefined): string => (isDate(cell) ? wallText(cell.wall) : plainText(cell));

/** Columns that are added up, such as visitors of several kinds, as one. */
function summed(columns: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = columns;
  if (others.length === 0) return first;
  const numberOf = (text: string | undefined): number => Number(text?.replaceAll(/\D/g, ''));
  return first.map((_, row) => String(columns.reduce((sum, values) => sum + numberOf(values[row]), 0)));
}

/** A few different values. One that looks personal is shown to nobody, whatever its column is. */
function examplesOf(values: readonly string[]): string[] {
  return [...new Set(values)]
    .filter((value) => personalLook(value) === null)
    .slice(0, EXAMPLES)
    .map(cut);
}

/** A day of the month that is no month. */
const TELLING_DAY = /^(?:\p{L}+,? )?(?:1[3-9]|2\d|3[01])[/.-]\d|^\d{1,2}[/.-](?:1[3-9]|2\d|3[01])[/.-]/u;

/** What shows how values are written comes first, if there is such: whole numbers with parted thousands, and dates that tell day from month. */
function tellingFirst(values: readonly string[], form: ReturnType<typeof formOf>): string[] {
  const tells = form === 'count' ? /\D/ : form === 'instant' ? TELLING_DAY : null;
  const telling = tells === null ? undefined : values.find((value) => tells.test(value));
  return telling === undefined ? [...values] : [telling, ...values];
}

const PERFORMANCE = /^(?:performance|perf|showing|session|instance|show|event)$/i;

/** A date or an amount that no header told may be told by its values, if only one column can be it. */
function guessByValues(columns: Columns, kind: UploadKind, texts: (at: number) => string[]): void {
  const known = new Set(columns.flatMap(({ field }) => field ?? []));
  const free = (fits: (values: string[]) => boolean): number[] =>
    columns.flatMap(({ field, personal }, at) =>
      field === null && personal === null && texts(at).length > 0 && fits(texts(at)) ? [at] : [],
    );
  const take = (field: string, at: number | undefined, isOnly: boolean, dates: string | null): void => {
    const column = columns[at ?? -1];
    if (column === undefined || !isOnly || known.has(field)) return;
    columns[at ?? -1] = { ...column, field, from: 'values', dates };
    known.add(field);
  };
  const dateField = kind === 'sales' ? 'placed_at' : 'starts_at';
  const dates = free((values) => guessDate(values)?.pattern.includes('Y') === true);
  take(dateField, dates[0], dates.length === 1, guessDate(texts(dates[0] ?? -1))?.pattern ?? null);
  if (kind === 'sales') {
    // A column that is called after performances, and holds when they begin.
    const begins = columns.flatMap(({ header, field, personal }, at) => {
      if (field !== null || personal !== null || !PERFORMANCE.test(header.trim())) return [];
      return guessDate(texts(at))?.pattern.includes('Y') === true ? [at] : [];
    });
    take('starts_at', begins[0], begins.length === 1, guessDate(texts(begins[0] ?? -1))?.pattern ?? null);
  }
  const amounts = free((values) => values.every((value) => /^[£€$]?\s?-?\d[\d.,\s]*[.,]\d{2}$/.test(value)));
  const amountField = kind === 'sales' ? 'ticket_total' : kind === 'counts' ? 'income' : '';
  if (amountField !== '') take(amountField, amounts[0], amounts.length === 1, null);
}

/** Other ways of writing dates that fit all dates of the sample as well: which it is, only a person knows. */
function otherDates(columns: Columns, texts: (at: number) => string[], chosen: string): string[] {
  const [day, ...time] = chosen.split(' ');
  const written = columns.flatMap(({ field, dates }, at) =>
    dates === null && field !== null && DATES.has(field) ? texts(at) : [],
  );
  if (written.length === 0) return [];
  return OTHER_DATES.filter((other) => other !== day)
    .map((other) => [other, ...time].join(' '))
    .filter((pattern) => written.every((value) => fits(pattern, value)));
}
const DATES = new Set(['placed_at', 'changed_at', 'starts_at', 'counted_on']);

function fits(pattern: string, value: string): boolean {
  const [first = '', second = ''] = [value.split(/[\s/.-]/)[0], value.split(/[\s/.-]/)[1]];
  const [one, two] = [Number(first), Number(second)];
  if (pattern.startsWith('YYYY')) return /^\d{4}/.test(value);
  if (/^\d{4}/.test(value)) return false;
  return pattern.startsWith('M') ? one <= 12 && two <= 31 : one <= 31 && two <= 12;
}

function valuesOf(
  columns: Columns,
  texts: (at: number) => string[],
  suggested: readonly { readonly values?: Readonly<Record<string, string>> | undefined }[],
): UploadProposal['values'] {
  return columns.flatMap(({ field, header }, at) => {
    if (field !== 'ticket_status' && field !== 'cancelled' && field !== 'ticket_type') return [];
    return [...new Set(texts(at))]
      .filter((value) => personalLook(value) === null && value.length <= 100)
      .slice(0, MOST_VALUES)
      .map((value) => ({
        field,
        header,
        value,
        meaning: field === 'ticket_type' ? value : (suggested[at]?.values?.[value] ?? null),
      }));
  });
}

function meaningsOf(
  suggested: readonly { readonly field: string; readonly values?: Readonly<Record<string, string>> | undefined }[],
): Record<string, Record<string, string>> {
  return Object.fromEntries(
    suggested.flatMap(({ field, values }) => (values === undefined ? [] : [[field, { ...values }]])),
  );
}

function duplicatesOf(names: readonly string[]): string[] {
  const normal = names.map(normalHeader).filter((name) => name !== '');
  return [...new Set(normal.filter((name, at) => normal.indexOf(name) !== at))];
}
