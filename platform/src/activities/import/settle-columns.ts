// What each column of a file is: as somebody says now, as it was chosen last time, or by what it is called. Pure.
import type { ActivityImportField, ImportProposal } from '@illuminate/contract';
import { normalHeader, withoutEmptyEnd } from '@illuminate/delivery';
import { invalidInput } from '../../refusal.ts';
import { FIELD_NAMES, type ImportColumn, readColumns } from './columns.ts';

/** Without these a row is no activity. */
const REQUIRED = ['title', 'from'] as const satisfies readonly ActivityImportField[];

export interface SettledColumns {
  readonly columns: readonly ImportColumn[];
  readonly from: ImportProposal['columnsFrom'];
  /** Required, and no column is it. */
  readonly missing: readonly (typeof REQUIRED)[number][];
}

interface Said {
  readonly chosen: readonly ImportColumn[] | undefined;
  readonly remembered: readonly (ActivityImportField | null)[] | null;
}

/** @throws Refusal invalid-input for columns that are not those of the file, or that give a field twice */
export function settleColumns(headers: readonly string[], { chosen, remembered }: Said): SettledColumns {
  const from = chosen !== undefined ? 'chosen' : remembered !== null ? 'remembered' : 'headers';
  if (chosen !== undefined) refuseOthers(headers, chosen);
  const fields = chosen?.map(({ field }) => field) ?? remembered;
  const columns =
    fields === null ? readColumns(headers) : headers.map((header, at) => ({ header, field: fields[at] ?? null }));
  return { columns, from, missing: REQUIRED.filter((field) => columns.every((one) => one.field !== field)) };
}

/** What to do about required fields that no column is: the end of a sentence that begins with the file. */
export function sayMissing({ columns, missing }: Pick<ImportProposal, 'columns' | 'missing'>): string {
  const names = missing.map((field) => {
    const called = FIELD_NAMES[field].slice(0, 4).join('”, “');
    return `for the ${field === 'title' ? 'title' : 'first day'} (such as “${called}”)`;
  });
  const found = columns.flatMap(({ header }) => (header === '' ? [] : [header]));
  const told = found.length === 0 ? 'none' : found.slice(0, 12).join(', ');
  return `has no column ${names.join(' and none ')}: say which one it is, or name it so. Found: ${told}`;
}

function refuseOthers(headers: readonly string[], chosen: readonly ImportColumn[]): void {
  const theirs = withoutEmptyEnd(chosen.map(({ header }) => header));
  const ours = withoutEmptyEnd(headers);
  const other = Array.from({ length: Math.max(theirs.length, ours.length) }, (_, at) => at).find(
    (at) => normalHeader(theirs[at] ?? '') !== normalHeader(ours[at] ?? ''),
  );
  if (other !== undefined) {
    throw misfit(
      `are not those of the file: its column ${other + 1} is ${named(ours[other])}, not ${named(theirs[other])}`,
    );
  }
  const beyond = chosen.findIndex(({ field }, at) => field !== null && at >= headers.length);
  if (beyond >= 0) throw misfit(`are not those of the file: it has no column ${beyond + 1}`);
  for (const [at, { field, header }] of chosen.entries()) {
    const before = field === null ? -1 : chosen.findIndex((one) => one.field === field);
    if (before >= 0 && before < at) {
      const both = `column ${before + 1}, ${named(chosen[before]?.header)}, and column ${at + 1}, ${named(header)}`;
      throw misfit(`have “${field}” twice: ${both}; leave one of them unread`);
    }
  }
}

const named = (header: string | undefined): string => (header ? `“${header.slice(0, 80)}”` : 'without a name');
const misfit = (message: string) => invalidInput([{ path: 'body.columns', message }]);
