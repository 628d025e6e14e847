import type { UploadKind, UploadMap, UploadProposal } from '@illuminate/contract';
import {
  COLUMN_MAP_FORMAT,
  CURRENCY_SIGNS,
  currencyInName,
  DROP,
  derivedOf,
  formOf,
  mayBeIn,
  normalHeader,
  personalByName,
  type UploadedMap,
  uploadedMapSchema,
  withoutEmptyEnd,
} from '@illuminate/delivery';
import { invalidInput } from '../refusal.ts';
import { fieldsOfKind, missingOf } from './fields-of-kind.ts';

/** Of bookers: what is mapped to these becomes a pseudonym or an area. */
const OF_BOOKERS = new Set(['customer_id', 'customer_postcode', 'customer_country']);
/** Text whose values have no given meanings, and may be called otherwise by a person. */
const RENAMED = ['ticket_type', 'channel'];

export interface MapOfUpload {
  readonly map: UploadedMap;
  readonly renamed: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Whether empty cells take the value of the merged cell that covers them. */
  readonly fillMerged: boolean;
  /** Columns that are left out because of what they seem to hold. */
  readonly refusedColumns: readonly { readonly header: string; readonly why: string }[];
}

export interface MakeMap {
  readonly kind: UploadKind;
  /** What a person settled. */
  readonly said: UploadMap;
  /** The file as it is read by what was said of its form. */
  readonly proposal: UploadProposal;
  readonly zone: string;
  /** The organisation's own. */
  readonly currency: string;
}

/** The map through which the reader reads. @throws Refusal invalid-input that names every column and field that is wrong */
export function mapOfUpload({ kind, said, proposal, zone, currency }: MakeMap): MapOfUpload {
  const { form } = proposal;
  const wrong: { path: string; message: string }[] = [];
  const found = withoutEmptyEnd(proposal.columns.map(({ header }) => header));
  const given = withoutEmptyEnd(said.columns.map(({ header }) => header));
  const isSame =
    found.length === given.length && found.every((name, at) => normalHeader(name) === normalHeader(given[at] ?? ''));
  if (!isSame) {
    throw invalidInput([
      { path: 'body.map.columns', message: 'are not the columns of the file, in their order; ask for a proposal anew' },
    ]);
  }
  const allowed = new Map(fieldsOfKind(kind).map((field) => [field.field, field]));
  const columns = said.columns.slice(0, found.length).map(({ header, field, dates }, at) => {
    const path = `body.map.columns.${at}.field`;
    const column = proposal.columns[at];
    if (field === null) return { header, field: DROP };
    if (!allowed.has(field)) wrong.push({ path, message: `“${field}” is no field of ${kind}` });
    const holds = personalIn(column, field, kind);
    if (holds !== null) {
      wrong.push({
        path,
        message: `“${header}” looks like ${holds}. It is not needed and not taken: leave it out`,
      });
    }
    const values = valuesOf(said, field);
    return {
      header,
      field,
      ...(dates === undefined ? {} : { date: dates }),
      ...(values === null || allowed.get(field)?.meanings === null ? {} : { values }),
    };
  });
  const known = new Set([...columns.map(({ field }) => field), ...Object.keys(said.constants)]);
  for (const field of missingOf(kind, known)) {
    const why = allowed.get(field)?.why ?? '';
    wrong.push({ path: 'body.map.columns', message: `no column is ${field}, which is required: ${why}` });
  }
  const unsure = columns.find(
    ({ field }, at) => formOf(kind, field) === 'amount' && proposal.columns[at]?.maybeMinor === true,
  );
  if (form.amounts === null && unsure !== undefined) {
    wrong.push({
      path: 'body.map.form.amounts',
      message: `“${unsure.header}” holds whole numbers: say whether 1250 is 1250.00 (major) or 12.50 (minor)`,
    });
  }
  const money = (said.constants.currency ?? currency).toUpperCase();
  const inOther = columns.find(({ field, header }) => {
    const sign = formOf(kind, field) === 'amount' ? currencyInName(header) : null;
    return sign !== null && !columns.some((one) => one.field === 'currency') && !mayBeIn(sign, money);
  });
  if (inOther !== undefined) {
    wrong.push({
      path: 'body.map.constants.currency',
      message: `“${inOther.header}” names another currency than ${money}: say the currency of the file`,
    });
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  const { data: map, error } = uploadedMapSchema.safeParse({
    format: COLUMN_MAP_FORMAT,
    records: kind,
    file:
      form.type === 'csv'
        ? { type: 'csv', encoding: form.encoding, separator: form.separator, headerLine: form.headerLine }
        : { type: 'xlsx', headerLine: form.headerLine, ...(form.sheet === null ? {} : { sheet: form.sheet }) },
    dates: { pattern: form.dates, zone },
    numbers: { decimal: form.decimal, symbols: CURRENCY_SIGNS, ...(form.amounts === 'minor' ? { minor: true } : {}) },
    columns,
    constants: said.constants,
    derive: derivedOf(kind, known),
  });
  if (map === undefined) {
    throw invalidInput(
      error.issues.map(({ path, message }) => ({ path: ['body', 'map', ...path].map(String).join('.'), message })),
    );
  }
  const renamed = Object.fromEntries(
    RENAMED.flatMap((field) => {
      const values = valuesOf(said, field);
      return values === null ? [] : [[field, values]];
    }),
  );
  const refusedColumns = proposal.columns.flatMap(({ header, personal }, at) =>
    personal !== null && columns[at]?.field === DROP ? [{ header, why: personal }] : [],
  );
  return { map, renamed, fillMerged: form.fillMerged !== false, refusedColumns };
}

function valuesOf(said: UploadMap, field: string): Record<string, string> | null {
  const values = said.values[field];
  return values === undefined || Object.keys(values).length === 0 ? null : values;
}

/** Names of events and places may look like names of people. */
const NAMES = new Set(['event_name', 'venue_name']);

/** What a column seems to hold about people that its field has no use for; null if nothing, or if it is used without being kept. */
function personalIn(
  column: UploadProposal['columns'][number] | undefined,
  field: string,
  kind: UploadKind,
): string | null {
  if (column === undefined || OF_BOOKERS.has(field) || formOf(kind, field) !== 'text') return null;
  const isOwnName = column.from === 'header' && column.field === field;
  const byName = isOwnName || NAMES.has(field) ? null : personalByName(normalHeader(column.header));
  return byName ?? (column.field === field || NAMES.has(field) ? null : column.personal);
}
