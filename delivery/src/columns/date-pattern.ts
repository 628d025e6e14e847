import { monthOf } from './month-names.ts';

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'half';
type Read = (text: string) => number | null;

interface Token {
  readonly part: Part | null;
  readonly source: string;
  readonly read: Read;
}

const number: Read = Number;
const shortYear: Read = (text) => 2000 + Number(text);
/** “yb” is the morning in Welsh, “yp” and “yh” are the afternoon and the evening. */
const half: Read = (text) => (/^(?:a|y\.?b)/i.test(text) ? 0 : 12);

/** In place of a pattern: days since 1899 with the time as a fraction, as a spreadsheet keeps them, written as text. */
export const DAY_NUMBERS = 'day number';

/** Everything that a pattern may hold besides spaces and the signs `/ - . , :` and a `T`. */
const DATE_TOKENS: Readonly<Record<string, Token>> = {
  YYYY: { part: 'year', source: '(\\d{4})', read: number },
  YY: { part: 'year', source: '(\\d{2})', read: shortYear },
  MMMM: { part: 'month', source: '([\\p{L}\\p{M}]{3,12})\\.?', read: monthOf },
  MMM: { part: 'month', source: '([\\p{L}\\p{M}]{3,12})\\.?', read: monthOf },
  MM: { part: 'month', source: '(\\d{2})', read: number },
  M: { part: 'month', source: '(\\d{1,2})', read: number },
  DD: { part: 'day', source: '(\\d{2})', read: number },
  D: { part: 'day', source: '(\\d{1,2})(?:st|nd|rd|th|er)?', read: number },
  ddd: { part: null, source: '(?:[Dd]ydd )?\\p{L}{2,10}\\.?', read: number },
  HH: { part: 'hour', source: '(\\d{2})', read: number },
  H: { part: 'hour', source: '(\\d{1,2})', read: number },
  hh: { part: 'hour', source: '(\\d{2})', read: number },
  h: { part: 'hour', source: '(\\d{1,2})', read: number },
  mm: { part: 'minute', source: '(\\d{2})', read: number },
  ss: { part: 'second', source: '(\\d{2})(?:[.,]\\d{1,6})?', read: number },
  A: { part: 'half', source: '([AaPp]\\.?[Mm]|[Yy]\\.?[BbPpHh])\\.?', read: half },
};

const TOKEN = /YYYY|YY|MMMM|MMM|MM|M|DD|D|ddd|HH|H|hh|h|mm|ss|A/y;
const SIGN = /[ /.,:T-]/;
/** Words and signs that people write in a sign's place: "12th of April 2025 at 7pm", "20h30", "19:30 Uhr". */
const SIGN_SOURCE: Readonly<Record<string, string>> = {
  ' ': '(?:\\s+(?:at|à|um|of|om|alle(?: ore)?|ore|a las|de)\\s+|\\s+)',
  ':': '(?::|\\s?[hHuU]\\s?)',
};
const AFTER_TIME = '(?:\\s*(?:[Uu]hr|[Uu]ur|[HhUu]\\.?|hrs?|heures|horas))?';
/** An hour with the word for it and no minutes, as in "20h" and "20 Uhr". */
const BARE_HOUR = /(?<![\d:.])(\d{1,2})\s*(?:[Uu]hr|[Uu]ur|[Hh]|heures)\s*$/u;

/** A pattern that was read, and can read. */
export interface DatePattern {
  readonly parts: ReadonlySet<Part>;
  /** Wall time in ms as if it were UTC; null if the text does not fit the pattern, or names no day or time that there is. */
  read(text: string): number | null;
}

/**
 * Reads a pattern such as `DD/MM/YYYY HH:mm`.
 * @returns what is wrong with it, as a sentence, if it is none.
 */
export function datePattern(pattern: string): DatePattern | string {
  if (pattern === DAY_NUMBERS)
    return { parts: new Set(['year', 'month', 'day', 'hour', 'minute']), read: wallOfDayNumber };
  const tokens: Token[] = [];
  let source = '';
  const twelveHours = /h/.test(pattern);
  for (let at = 0; at < pattern.length; ) {
    TOKEN.lastIndex = at;
    const name = TOKEN.exec(pattern)?.[0];
    const token = name === undefined ? undefined : DATE_TOKENS[name];
    const sign = pattern[at] ?? '';
    // "7pm", "7.30 pm" and "7:30pm" stand below one another.
    if (twelveHours && /^[:.]mm/.test(pattern.slice(at))) {
      source += '(?:[:.](\\d{2}))?';
      tokens.push(DATE_TOKENS.mm as Token);
      at += 3;
      continue;
    }
    if (twelveHours && /^ ?A/.test(pattern.slice(at))) {
      source += `\\s*${DATE_TOKENS.A?.source}`;
      tokens.push(DATE_TOKENS.A as Token);
      at += sign === ' ' ? 2 : 1;
      continue;
    }
    if (name !== undefined && token !== undefined) {
      source += token.source;
      tokens.push(token);
      at += name.length;
    } else if (SIGN.test(sign)) {
      source += SIGN_SOURCE[sign] ?? (sign === '.' || sign === '/' ? `\\${sign}` : sign);
      at += 1;
      // Any number of spaces is read as one: were each looked for by itself, a gap could be shared out among them in millions of ways.
      while (sign === ' ' && pattern[at] === ' ') at += 1;
    } else {
      return `\`${sign}\` means nothing in a date pattern; it is made of ${Object.keys(DATE_TOKENS).join(', ')} and the signs / - . , : T and space`;
    }
  }
  const named = tokens.filter((token): token is Token & { part: Part } => token.part !== null);
  const parts = new Set(named.map(({ part }) => part));
  const wrong = wrongParts(parts, named.length, twelveHours);
  if (wrong !== null) return wrong;
  // A month alone is its first day.
  if (parts.has('month')) parts.add('day');
  const whole = new RegExp(`^\\s*${source}${parts.has('minute') ? AFTER_TIME : ''}\\s*$`, 'u');
  return {
    parts,
    read(text) {
      const match = whole.exec(parts.has('minute') ? text.replace(BARE_HOUR, '$1:00') : text);
      if (match === null) return null;
      const read = new Map<Part, number>();
      for (const [at, { part, read: value }] of named.entries()) {
        const found = value(match[at + 1] ?? '');
        if (found === null || Number.isNaN(found)) return null;
        read.set(part, found);
      }
      return wallOf(read);
    },
  };
}

function wrongParts(parts: ReadonlySet<Part>, tokens: number, twelveHours: boolean): string | null {
  if (tokens !== parts.size) return 'it names one part of a date twice';
  if (twelveHours !== parts.has('half')) return 'h and hh need an A for am or pm, and A needs one of them';
  if (parts.has('hour') !== parts.has('minute') || (parts.has('second') && !parts.has('minute'))) {
    return 'a time is hours and minutes, and seconds if you like';
  }
  const has = (['year', 'month', 'day'] as const).filter((part) => parts.has(part)).length;
  const isMonth = has === 2 && !parts.has('day') && !parts.has('hour');
  if (has !== 0 && has !== 3 && !isMonth) return 'a date is a year, a month and a day';
  return parts.size === 0 ? 'it is empty' : null;
}

/** Parts that were not named are those of 1 January 1970, 00:00, so that a date and a time of two columns add up. */
function wallOf(read: ReadonlyMap<Part, number>): number | null {
  const part = (name: Part, otherwise: number): number => read.get(name) ?? otherwise;
  const [year, month, day] = [part('year', 1970), part('month', 1), part('day', 1)];
  let hour = part('hour', 0);
  const [minute, second] = [part('minute', 0), part('second', 0)];
  if (read.has('half')) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + part('half', 0);
  }
  // A day may end at 24:00, and nothing is later than that.
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return null;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(Date.UTC(year, month - 1, day));
  const isReal = back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return isReal ? wall : null;
}

const EPOCH = Date.UTC(1899, 11, 30);
/** From 1950 to 2100. */
const [FIRST_DAY, LAST_DAY] = [18_264, 73_500];

function wallOfDayNumber(text: string): number | null {
  const written = text.trim();
  if (!/^\d{5}(?:[.,]\d+)?$/.test(written)) return null;
  const days = Number(written.replace(',', '.'));
  return days < FIRST_DAY || days > LAST_DAY ? null : EPOCH + Math.round(days * 86_400) * 1000;
}
