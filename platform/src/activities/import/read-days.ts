// Days as people type them. Pure. Numbers alone are read day first, as in the United Kingdom and Ireland.
const DAY_MS = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAY = /\b(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?s?\b\.?,?/gi;
const TIME = /[T\s,]+(?:at\s+)?\d{1,2}(?:[:.]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?\s*$|[\s,]+\d{1,2}\s*[ap]\.?m\.?\s*$/i;
/** “10am - 4pm”, “19:30–21:00”. */
const TIMES =
  /[\s,]+(?:from\s+)?\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:-|–|to)\s*(?:\d{1,2}[:.]\d{2}|\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?m\.?)$/i;
/** “- 7.30pm”, behind a day. */
const TIME_APART = /\s[-–]\s\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?m\.?$/i;
/** “(2 shows)”: said besides. */
const ASIDE = /\s*\([^()]*\)$/;

export interface ReadDays {
  /** YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

function dayOf(year: number, month: number, day: number): string | null {
  const full = year < 100 ? 2000 + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  const isReal = date.getUTCFullYear() === full && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && full >= 1900 && full < 2100 ? date.toISOString().slice(0, 10) : null;
}

const monthOf = (text: string | undefined): number =>
  MONTHS.indexOf((text ?? '').slice(0, 3).toLowerCase()) + 1 || Number.NaN;

const FORMS: readonly { readonly pattern: RegExp; readonly parts: readonly ('d' | 'm' | 'y' | 'n')[] }[] = [
  { pattern: /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, parts: ['y', 'm', 'd'] },
  { pattern: /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/, parts: ['d', 'm', 'y'] },
  { pattern: /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[-\s]*([a-z]{3,9})\.?[-\s,]*(\d{4}|\d{2})$/i, parts: ['d', 'n', 'y'] },
  { pattern: /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i, parts: ['n', 'd', 'y'] },
];

/** The number behind a date, where a spreadsheet has forgotten that it is one. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;

/** "Sat 5th Apr ’25" as "5th Apr 25". */
export const withoutWeekday = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll(WEEKDAY, ' ')
    .replaceAll(/['’‘](?=\d{2}\b)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(ASIDE, '');

/** "5 April, 7.30pm" as "5 April". */
export const withoutTime = (text: string): string =>
  text.replace(TIMES, '').replace(TIME_APART, '').replace(TIME, '').trim();

/** One day, its weekday and its time of day left aside; null where it is none. */
export function readDay(typed: string): string | null {
  const text = withoutTime(withoutWeekday(typed));
  if (SERIAL.test(text)) return dayOfSerial(Number(text));
  for (const { pattern, parts } of FORMS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const part = (name: 'd' | 'm' | 'y' | 'n') => found[parts.indexOf(name) + 1];
    const month = parts.includes('n') ? monthOf(part('n')) : Number(part('m'));
    return dayOf(Number(part('y')), month, Number(part('d')));
  }
  return null;
}

export const RANGE =
  /\s*(?:–|—|\bto\b|\buntil\b|\s-\s|(?<=\d)-(?=\d{1,2}(?:(?:st|nd|rd|th)?\s+[a-z]|[/.]\d))|(?<=^\d{1,2})\/(?=\d{1,2}(?:st|nd|rd|th)?\s+[a-z]))\s*/i;
const LIST = /\s*(?:&|\+|,|\band\b)\s*(?=\d)/i;

/**
 * One day, or the first and the last of several: "1–3 April 2026", "29 March to 2 April 2026", "3, 4 & 10 April 2026". Null where it is
 * neither.
 */
export function readDays(typed: string): ReadDays | null {
  const one = readDay(typed);
  if (one !== null) return { from: one, to: one };
  const text = withoutWeekday(typed);
  const ends = text.split(RANGE);
  if (ends.length > 1) return ends.length === 2 ? between(ends) : null;
  const listed = text.split(LIST);
  return listed.length > 1 ? between(listed) : null;
}

/** From the first to the last, where each is a day that is not before the one it follows. */
function between(parts: readonly string[]): ReadDays | null {
  const end = parts.at(-1) ?? '';
  const to = readDay(end);
  if (to === null) return null;
  const [, rest = ''] = /^\S+\s+(.*)$/.exec(end) ?? [];
  const year = /(\d{4}|\d{2})$/.exec(end)?.[1] ?? '';
  const [, later = null] = /^\d{1,2}([/.]\d.*)$/.exec(end) ?? [];
  const days = parts.map(
    (part) =>
      readDay(part) ??
      readDay(`${part} ${rest}`) ??
      readDay(`${part} ${year}`) ??
      (later === null ? null : readDay(`${part}${later}`)),
  );
  const [from = null] = days;
  const isInOrder = days.every((day, at) => day !== null && (at === 0 || day >= (days[at - 1] ?? day)));
  return from !== null && isInOrder ? { from, to } : null;
}

/** The day of a number that a spreadsheet shows as a date; null for what is hardly meant as one. */
export function dayOfSerial(serial: number): string | null {
  if (serial < 20_000 || serial > 80_000) return null;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10);
}
