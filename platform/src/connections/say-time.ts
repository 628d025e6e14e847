// How moments are said to people: in the organisation's zone, as short as can be understood.

interface When {
  readonly zone: string;
  readonly now: Date;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
    formats.set(key, format);
  }
  return format;
}

const clock = (at: Date, zone: string): string => formatOf(zone, { hour: '2-digit', minute: '2-digit' }).format(at);

/** "3 May 2026" */
const sayDay = (at: Date, zone: string): string =>
  formatOf(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(at);

/** "3 May 2026", of a day as it is written in the calendar */
export const sayDate = (day: string, zone: string): string => sayDay(new Date(`${day}T12:00:00Z`), zone);

const isToday = (at: Date, { zone, now }: When): boolean => sayDay(at, zone) === sayDay(now, zone);

function dayAsNeeded(at: Date, { zone, now }: When): string {
  const year = formatOf(zone, { year: 'numeric' });
  return year.format(at) === year.format(now)
    ? formatOf(zone, { day: 'numeric', month: 'short' }).format(at)
    : sayDay(at, zone);
}

/** "11:05 today", "22 Nov 03:10", "22 Nov 2025 03:10" */
export function sayMoment(at: Date, when: When): string {
  return isToday(at, when) ? `${clock(at, when.zone)} today` : `${dayAsNeeded(at, when)} ${clock(at, when.zone)}`;
}

/** "at 14:20", "on 22 Nov at 03:10" */
export function sayAt(at: Date, when: When): string {
  return isToday(at, when) ? `at ${clock(at, when.zone)}` : `on ${dayAsNeeded(at, when)} at ${clock(at, when.zone)}`;
}

/**
 * The days of a half-open span: "3 to 5 March", "28 February to 2 March", "3 March 2025"; within one day "3 March, 10:00 to 11:30".
 */
export function sayPeriod(span: { readonly from: number; readonly to: number }, { zone, now }: When): string {
  const from = new Date(span.from);
  const last = new Date(Math.max(span.from, span.to - 1));
  const part = (options: Intl.DateTimeFormatOptions, at: Date): string => formatOf(zone, options).format(at);
  const year = (at: Date): string => part({ year: 'numeric' }, at);
  const day = (at: Date): string => part({ day: 'numeric' }, at);
  const month = (at: Date): string => part({ month: 'long' }, at);
  const ends = year(last) === year(now) && year(from) === year(last) ? '' : ` ${year(last)}`;
  const lastDay = `${day(last)} ${month(last)}${ends}`;
  if (sayDay(from, zone) === sayDay(last, zone)) {
    const isWhole = clock(from, zone) === '00:00' && clock(new Date(span.to), zone) === '00:00';
    return isWhole ? lastDay : `${lastDay}, ${clock(from, zone)} to ${clock(new Date(span.to), zone)}`;
  }
  if (year(from) !== year(last)) return `${day(from)} ${month(from)} ${year(from)} to ${lastDay}`;
  return month(from) === month(last) ? `${day(from)} to ${lastDay}` : `${day(from)} ${month(from)} to ${lastDay}`;
}

/** "April 2023" of "2023-04-17" */
export function sayMonth(day: string): string {
  return formatOf('UTC', { month: 'long', year: 'numeric' }).format(new Date(`${day}T00:00:00Z`));
}

/** "on 1 March 2026", "from 1 March to 30 June 2026" of days written YYYY-MM-DD */
export function sayDays(from: string, to: string): string {
  const day = (text: string, year: boolean): string =>
    formatOf('UTC', { day: 'numeric', month: 'long', ...(year ? { year: 'numeric' } : {}) }).format(
      new Date(`${text}T00:00:00Z`),
    );
  if (from === to) return `on ${day(from, true)}`;
  return `from ${day(from, from.slice(0, 4) !== to.slice(0, 4))} to ${day(to, true)}`;
}

/** "45 seconds", "15 minutes", "2 hours", "3 days": the largest unit that fits. */
export function saySpan(seconds: number): string {
  const [size, unit] =
    seconds < 120
      ? [1, 'second']
      : seconds < 2 * 3600
        ? [60, 'minute']
        : seconds < 2 * 86_400
          ? [3600, 'hour']
          : [86_400, 'day'];
  const count = Math.round(seconds / Number(size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** "6 hours", "1 hour", "5 hours 30 minutes". */
export function sayHours(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const counted = (count: number, unit: string): string[] =>
    count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  return [...counted(Math.floor(minutes / 60), 'hour'), ...counted(minutes % 60, 'minute')].join(' ');
}
