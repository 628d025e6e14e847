const DAY_NUMBERS = 'day number';
const PARTS: Readonly<Record<string, string>> = {
  YYYY: '2026',
  YY: '26',
  MMMM: 'March',
  MMM: 'Mar',
  MM: '03',
  M: '3',
  DD: '14',
  D: '14',
  dddd: 'Saturday',
  ddd: 'Sat',
  HH: '19',
  H: '19',
  hh: '07',
  h: '7',
  mm: '30',
  ss: '00',
  A: 'PM',
  a: 'pm',
};

/** The evening of 14 March as a pattern writes it: "14/03/2026 19:30". A day over 12 says which part it is. */
export const dateExample = (pattern: string): string =>
  pattern === DAY_NUMBERS
    ? '46095.8125'
    : pattern.replaceAll(/YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|ss|A|a/g, (part) => PARTS[part] ?? part);
