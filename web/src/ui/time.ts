import { parseWall } from '@illuminate/model';

/** The language's region for dates and numbers: British where the app speaks plain English. */
export const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language);

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(localeOf(language), options);
  formats.set(key, made);
  return made;
}

/** "24 Nov 2026, 10:58" in the zone of the organisation. */
export function instantInWords(iso: string, zone: string, language: string): string {
  return formatOf(language, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

/** The same of what files say, which often have days and no times: those are read as midnight, and shown as the day. */
export function dayOrInstantInWords(iso: string, zone: string, language: string): string {
  const clock = formatOf('en', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  if (clock.format(new Date(iso)) !== '00:00:00') return instantInWords(iso, zone, language);
  return formatOf(language, { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(iso));
}

/** "24 Nov 2026, 10:45 – 11:00" in the zone of the organisation, saying once what both ends share. */
export function periodInWords(
  { from, to }: { readonly from: string; readonly to: string },
  zone: string,
  language: string,
): string {
  return formatOf(language, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatRange(new Date(from), new Date(to));
}

/** A local day, "2026-11-24", as "24 November 2026". It has no zone, so none may move it. */
export function dayInWords(day: string, language: string): string {
  return formatOf(language, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** A local day as "24 Nov 2026", for fields and tight places. */
export function shortDayInWords(day: string, language: string): string {
  return formatOf(language, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** The month of a local day: "November 2026". */
export function monthInWords(day: string, language: string): string {
  return formatOf(language, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(`${day}T00:00:00Z`));
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number, number])[] = [
  ['second', 1, 45],
  ['minute', 60, 45 * 60],
  ['hour', 3_600, 22 * 3_600],
  ['day', 86_400, 26 * 86_400],
  ['month', 2_629_800, 320 * 86_400],
  ['year', 31_557_600, Number.POSITIVE_INFINITY],
];

const relatives = new Map<string, Intl.RelativeTimeFormat>();

/** "2 minutes ago", "in 14 minutes", "now". Seconds are not counted: a figure that flickers says no more. */
export function relativeInWords(iso: string, now: number, language: string): string {
  let format = relatives.get(language);
  if (format === undefined) {
    format = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' });
    relatives.set(language, format);
  }
  const seconds = (Date.parse(iso) - now) / 1000;
  const [unit, size] = STEPS.find(([, , under]) => Math.abs(seconds) < under) ?? ['year', 31_557_600];
  if (unit === 'second') return format.format(0, 'second');
  return format.format(Math.round(seconds / size), unit);
}

/** A length of time in the largest unit that suits it, for words with plurals. */
export function lengthOf(ms: number): { unit: 'seconds' | 'minutes' | 'hours'; count: number } {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return { unit: 'seconds', count: seconds };
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return { unit: 'minutes', count: minutes };
  return { unit: 'hours', count: Math.round(minutes / 60) };
}

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /i;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[\s./-](\d{1,2}|[a-z]{3,})[\s./-](\d{4}|\d{2})$/i;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A day as people type it: "2022-01-31", "31/1/22", "31 Jan 2022", "Mon 31st January 2022". Days come before months, as in
 * Britain and Ireland. @returns null where it is none of these or names a day that does not exist.
 */
export function parseDay(text: string): string | null {
  const typed = text.trim().replace(/\s+/g, ' ').replace(WEEKDAY, '');
  const iso = ISO.exec(typed);
  const other = DAY_FIRST.exec(typed);
  let parts: [string, string, string];
  if (iso !== null) parts = [iso[1] ?? '', iso[2] ?? '', iso[3] ?? ''];
  else if (other !== null) parts = [fullYear(other[3] ?? ''), other[2] ?? '', other[1] ?? ''];
  else return null;
  const named = MONTHS.indexOf(parts[1].slice(0, 3).toLowerCase());
  const month = named >= 0 ? named + 1 : Number(parts[1]);
  const day = `${parts[0]}-${String(month).padStart(2, '0')}-${parts[2].padStart(2, '0')}`;
  return parseWall(day) === null ? null : day;
}

/** A year of two digits is one of this century, as the import of a file reads it. */
const fullYear = (typed: string): string => (typed.length === 2 ? `20${typed}` : typed);

/** Today in a zone, as a local day. */
export function todayIn(zone: string, now: number = Date.now()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now);
}
