// Which year the days of a file may be in of which nobody typed it, and what speaks for it. Pure.
import { type FinancialYear, financialYearOf } from '../financial-year.ts';
import { readDaysWithin, weekdayNamed, weekdayOf } from './days-of-year.ts';

export interface Clues {
  /** Days without a year, as they were typed. */
  readonly undated: readonly string[];
  /** First days of rows that have a year, YYYY-MM-DD. */
  readonly dated: readonly string[];
  /** What may name the year, such as the name of the file. */
  readonly names: readonly { readonly of: string; readonly text: string }[];
  readonly today: string;
  /** Of the financial year: 1 to 12. */
  readonly startMonth: number;
}

export interface OfferedYear extends FinancialYear {
  /** In words; none: nothing speaks for it. */
  readonly reasons: readonly string[];
}

export interface OfferedYears {
  /** Financial years, then calendar years, the latest first. */
  readonly years: readonly OfferedYear[];
  /** The one that most speaks for, by its label; null: nothing tells them apart. */
  readonly proposed: string | null;
}

/** So many years back are offered. */
const BACK = 10;
/** A year for which no more than this speaks is not proposed: one weekday fits by chance in every seventh year. */
const LEAST = 2;

/** So many weekdays tell as much as all of a long file. */
const MOST_COMPARED = 40;

/** A financial year such as "2025/26", or a calendar year such as "2025"; null for what is none. */
export function yearLabelled(label: string, startMonth: number): FinancialYear | null {
  const [, first = '', second] = /^(\d{4})(?:\/(\d{2}))?$/.exec(label) ?? [];
  if (first === '') return null;
  const year =
    second === undefined ? financialYearOf(`${first}-01-01`, 1) : financialYearOf(`${first}-12-31`, startMonth);
  return year.label === label ? year : null;
}

export function offerYears(clues: Clues): OfferedYears {
  const { today, startMonth, dated } = clues;
  const latest = Number(financialYearOf(today, startMonth).startsOn.slice(0, 4)) + 1;
  const named = clues.names.flatMap(({ of, text }) =>
    yearsNamed(text, latest, startMonth).map((year) => ({ of, ...year })),
  );
  const firsts = new Set([
    ...Array.from({ length: BACK + 2 }, (_, at) => latest - at),
    ...[...named.map(({ startsOn }) => startsOn), ...dated].map((day) => Number(day.slice(0, 4))),
  ]);
  const newest = [...firsts].sort((one, other) => other - one);
  const financial = newest.map((year) => financialYearOf(`${year}-12-31`, startMonth));
  const calendar = startMonth === 1 ? [] : newest.map((year) => financialYearOf(`${year}-12-31`, 1));
  const weighed = [...financial, ...calendar].map((year) => weigh(year, clues, named));
  const [best] = weighed
    .filter(({ weight }) => weight >= LEAST)
    // Of equals the financial year, by which the log is kept, and the nearest one.
    .toSorted((one, other) => other.weight - one.weight || distance(one, today) - distance(other, today));
  return {
    years: weighed.map(({ weight: _, ...year }) => year),
    proposed: best?.label ?? null,
  };
}

type Named = FinancialYear & { readonly of: string; readonly said: string };

function weigh(year: FinancialYear, { undated, dated }: Clues, named: readonly Named[]) {
  const reasons: string[] = [];
  let weight = 0;
  const weekdays = undated
    .filter((typed) => weekdayNamed(typed) !== null)
    .slice(0, MOST_COMPARED)
    .map((typed) => weekdayOf(readDaysWithin(typed, year)?.from ?? '') === weekdayNamed(typed));
  const fit = weekdays.filter(Boolean).length;
  if (weekdays.length > 0 && fit * 10 >= weekdays.length * 8) {
    reasons.push(`its weekdays fit (${fit} of ${weekdays.length})`);
    weight += (weekdays.length === 1 ? 1 : 4) * (fit / weekdays.length);
  } else if (fit * 2 < weekdays.length) weight -= 4;
  const name = named.find(({ label }) => label === year.label);
  if (name !== undefined) {
    reasons.push(`${name.of} says “${name.said}”`);
    weight += 2;
  }
  if (dated.length > 0 && dated.every((day) => year.startsOn <= day && day <= year.endsOn)) {
    reasons.push(
      dated.length === 1
        ? 'the one row that has a year is in it'
        : `the ${dated.length} rows that have a year are in it`,
    );
    weight += 2;
  }
  return { ...year, reasons, weight };
}

const distance = ({ startsOn, endsOn }: FinancialYear, today: string): number => {
  const day = (text: string): number => Date.parse(text);
  return startsOn <= today && today <= endsOn
    ? 0
    : Math.min(Math.abs(day(startsOn) - day(today)), Math.abs(day(endsOn) - day(today)));
};

const TWO = /(?<!\d)((?:20)?\d{2}) ?[-–_/] ?((?:20)?\d{2})(?!\d)/g;
const ONE = /(?<![\d-])(20\d{2})(?![\d])/g;

/** Years that a text names: “2025-26”, “25/26”, “2025”. What is short and far off is a day or a time rather. */
function yearsNamed(text: string, latest: number, startMonth: number): (FinancialYear & { readonly said: string })[] {
  const two = [...text.matchAll(TWO)].flatMap(([said, first = '', second = '']) => {
    const year = 2000 + (Number(first) % 100);
    const isNext = (Number(second) - year - 1) % 100 === 0;
    const isNear = first.length === 4 || (year <= latest && year >= latest - BACK);
    return isNext && isNear ? [{ said, ...financialYearOf(`${year}-12-31`, startMonth) }] : [];
  });
  if (two.length > 0) return two;
  return [...text.matchAll(ONE)].map(([said, year]) => ({ said, ...financialYearOf(`${year}-12-31`, 1) }));
}
