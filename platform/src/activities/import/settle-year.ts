// The year of days that have none: as somebody says, and what to choose from.
import type { ImportProposal } from '@illuminate/contract';
import { inSlices } from '../../in-slices.ts';
import { textOfDay } from '../../matching/suggest.ts';
import { invalidInput } from '../../refusal.ts';
import type { settingOf } from '../../reports/setting-of.ts';
import type { FinancialYear } from '../financial-year.ts';
import type { ImportColumn } from './columns.ts';
import type { FileRow } from './fill-rows.ts';
import { offerYears, yearLabelled } from './offer-years.ts';
import type { ReadFile } from './read-file.ts';
import { daysOfRows } from './years-of-file.ts';

const DAY_MS = 86_400_000;

type Setting = Pick<ReturnType<typeof settingOf>, 'today' | 'financialYearStart'>;

/** @throws Refusal invalid-input */
export function settleYear(said: string | undefined, { financialYearStart }: Setting): FinancialYear | null {
  if (said === undefined) return null;
  const year = yearLabelled(said, financialYearStart);
  if (year !== null) return year;
  const message = `is “${said}”, which is no year: write 2025/26 for a financial year, 2025 for a calendar year`;
  throw invalidInput([{ path: 'body.year', message }]);
}

interface OfFile extends Setting {
  readonly columns: readonly ImportColumn[];
  /** In which days are read that have none. */
  readonly year: FinancialYear | null;
  readonly file: Pick<ReadFile, 'sheet' | 'titles'>;
  /** Of the file. */
  readonly name: string;
}

/** How many rows have a day without a year, and in which it may be. Null where none has. Others have their turn meanwhile. */
export async function tellUndated(
  rows: readonly FileRow[],
  { columns, year, file, name, today, financialYearStart: startMonth }: OfFile,
): Promise<ImportProposal['undated']> {
  const days = await inSlices(daysOfRows(rows, columns));
  if (days.undated.length === 0) return null;
  const names = [
    { of: 'the name of the file', text: name },
    { of: 'the name of the sheet', text: file.sheet ?? '' },
    ...file.titles.map((text) => ({ of: 'a line above the names of the columns', text })),
  ];
  const { years, proposed } = offerYears({ ...days, names, today: textOfDay(today / DAY_MS), startMonth });
  return {
    rows: days.undated.length,
    year: year?.label ?? null,
    proposed,
    years: years.map(({ reasons, ...one }) => ({ ...one, reasons: [...reasons] })),
  };
}
