import type { UploadMap, UploadProposal } from '@illuminate/contract';
import { tellsTotal } from '@illuminate/delivery/fields';
import type { UploadFormSaid } from './uploads-queries.ts';

/** What a person settles about a file's columns, before it is checked. */
export interface SettleDraft {
  /** By the column's position from 0: the field that it is, or null. */
  readonly fields: readonly (string | null)[];
  /** By field: what each value means. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By field: what is the same on every line. */
  readonly constants: Readonly<Record<string, string>>;
}

export function draftOf({ columns, values, map }: UploadProposal): SettleDraft {
  const meanings: Record<string, Record<string, string>> = {};
  for (const { field, value, meaning } of values) {
    if (meaning !== null) meanings[field] = { ...meanings[field], [value]: meaning };
  }
  for (const [field, said] of Object.entries(map.values)) meanings[field] = { ...meanings[field], ...said };
  return { fields: columns.map(({ field }) => field), values: meanings, constants: map.constants };
}

/** A value of the file that must be given a meaning. */
export interface OpenValue {
  readonly field: string;
  readonly value: string;
}

/** A value further down the file that the last check did not understand. */
export interface UnknownValue {
  readonly header: string;
  readonly value: string;
}

/** Values to be given a meaning, of the columns as they are settled now: those that were found, or at least the examples. */
export function valuesToSettle(
  { columns, fields, values }: UploadProposal,
  draft: SettleDraft,
  unknown: readonly UnknownValue[],
): OpenValue[] {
  const withMeanings = new Set(fields.flatMap(({ field, meanings }) => (meanings === null ? [] : [field])));
  return columns.flatMap(({ header, examples }, at) => {
    const field = draft.fields[at] ?? null;
    if (field === null || !withMeanings.has(field)) return [];
    const found = values.filter((one) => one.field === field && one.header === header).map(({ value }) => value);
    const below = unknown.filter((one) => one.header === header).map(({ value }) => value);
    return [...new Set([...(found.length > 0 ? found : examples), ...below])].map((value) => ({ field, value }));
  });
}

/** Fields that are needed and that nothing is yet. */
export function missingNow({ fields, missing }: UploadProposal, draft: SettleDraft): string[] {
  const known = new Set([...draft.fields.flatMap((field) => field ?? []), ...Object.keys(draft.constants)]);
  const isRequired = new Set(fields.flatMap(({ field, required }) => (required ? [field] : [])));
  // A performance that has a number needs no words to be told from others.
  const isWanted = (field: string): boolean =>
    isRequired.has(field) ? !(field === 'ticket_total' && tellsTotal(known)) : !known.has('performance_id');
  return [...new Set([...isRequired, ...missing])].filter((field) => !known.has(field) && isWanted(field));
}

/** Columns that are amounts now, and may be in pence, or are said to be: it can be said, or said otherwise. */
export function maybeMinorNow(
  { columns, fields, form: { amounts } }: UploadProposal,
  draft: SettleDraft,
): UploadProposal['columns'] {
  const isAmount = new Set(fields.flatMap(({ field, form }) => (form === 'amount' ? [field] : [])));
  return columns.filter(
    ({ maybeMinor }, at) => (maybeMinor || amounts === 'minor') && isAmount.has(draft.fields[at] ?? ''),
  );
}

/** Columns in which cells are merged, by their positions from 1: those that name things now, and the others that are used. */
export function mergedNow(
  { fields, merged }: UploadProposal,
  draft: SettleDraft,
): { readonly naming: readonly number[]; readonly others: readonly number[] } {
  const isNaming = new Set(fields.flatMap(({ field, naming }) => (naming ? [field] : [])));
  const used = merged.columns.filter((position) => (draft.fields[position - 1] ?? null) !== null);
  const names = (position: number): boolean => isNaming.has(draft.fields[position - 1] ?? '');
  return { naming: used.filter(names), others: used.filter((position) => !names(position)) };
}

/** Fields that more than one column is, where that makes no sense: a day and a time may be two columns, and figures may be added up. */
export function givenTwice({ fields }: UploadProposal, draft: SettleDraft): string[] {
  const isInstant = new Set(fields.flatMap(({ field, form }) => (form === 'instant' ? [field] : [])));
  const isSummed = new Set(fields.flatMap(({ field, summed }) => (summed ? [field] : [])));
  const chosen = draft.fields.flatMap((field) => field ?? []).filter((field) => !isSummed.has(field));
  return [...new Set(chosen)].filter((field) => {
    const times = chosen.filter((other) => other === field).length;
    return times > (isInstant.has(field) ? 2 : 1);
  });
}

/** The map as it is sent to be checked: what somebody settled, over what was proposed. */
export function mapOf({ map }: UploadProposal, draft: SettleDraft, said: UploadFormSaid): UploadMap {
  const chosen = new Set(draft.fields);
  return {
    ...map,
    form: { ...map.form, ...said },
    columns: map.columns.map((column, at) => ({ ...column, field: draft.fields[at] ?? null })),
    values: Object.fromEntries(Object.entries(draft.values).filter(([field]) => chosen.has(field))),
    constants: Object.fromEntries(Object.entries(draft.constants).filter(([field]) => !chosen.has(field))),
  };
}
