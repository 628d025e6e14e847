// Why what somebody typed is no day, and what to write instead. Pure.
import { lacksYear } from './days-of-year.ts';
import { isUnknown } from './read-words.ts';

export interface WhyNoDay {
  readonly fault: string;
  readonly next: string;
}

/** Months, seasons, weeks and what is on again and again: which days are meant, only people know. */
const SPAN =
  /\b(?:spring|summer|autumn|winter|easter|christmas|half[ -]?term|term|week(?:s|ly|end)?|w\/?[ceb]|every|each|month(?:s|ly)?|dai?ly|various|q[1-4]|early|mid|late|beginning|end|ongoing)\b|^\d{4}(?:[-/]\d{2,4})?$/i;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
/** “Feb 2026”, “April–June 2026”. */
const MONTHS = new RegExp(`^${MONTH}(?: ?(?:-|–|/|&|to|and) ?${MONTH})?,?[ -]?(?:\\d{4}|['’]?\\d{2})?$`, 'i');

/** @param year in which days are read that have none, if somebody said which */
export function whyNoDay(typed: string, year: { readonly label: string } | null = null): WhyNoDay {
  const text = typed.trim();
  if (isUnknown(text)) {
    return {
      fault: 'says that the day is not known',
      next: 'Give the day that is planned, or leave the row out until then.',
    };
  }
  if (lacksYear(text)) {
    const next = 'Add the year, such as 5 April 2026.';
    return year === null
      ? { fault: 'has no year', next: `${next} Or say in which year the days of the file are.` }
      : { fault: `is no day of ${year.label} for certain`, next };
  }
  if (SPAN.test(text) || MONTHS.test(text)) {
    return {
      fault: 'names no single day',
      next: 'Give the first day and the last, such as 1 April 2026 to 30 June 2026.',
    };
  }
  return { fault: 'is no day', next: 'Write it like 2026-04-01 or 1 April 2026; 1/4/2026 is read day first.' };
}
