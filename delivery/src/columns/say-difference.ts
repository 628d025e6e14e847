import { compareHeaders, type HeaderDifference, isSame } from './compare-headers.ts';
import { personalLook } from './looks-personal.ts';
import { normalHeader } from './normal-header.ts';

const MOST_NAMED = 12;
const LONGEST_NAME = 60;

/**
 * The difference between the header line that a map was made for and the one that was found, in a sentence; null if there is
 * none. A line that shares no name with the map may be no header line at all but somebody's record: nothing of it is quoted.
 */
export function sayDifference(expected: readonly string[], found: readonly string[]): string | null {
  const difference = compareHeaders(expected, found);
  if (isSame(difference)) return null;
  const names = new Set(found.map(normalHeader));
  const known = expected.filter((header) => names.has(normalHeader(header))).length;
  if (known === 0 || known * 3 < expected.length) {
    return `Of the ${count(expected.length, 'column')} that the map names, ${known === 0 ? 'none is' : `only ${known} ${known === 1 ? 'is' : 'are'}`} in the header line, which has ${count(found.length, 'column')}.`;
  }
  return `${parts(difference).join('; ')}.`;
}

function parts({ added, missing, moved, renamed }: HeaderDifference): string[] {
  const at = (position: number): string => `column ${position}`;
  const list = <T>(word: string, items: readonly T[], say: (item: T) => string): string[] => {
    if (items.length === 0) return [];
    const more = items.length > MOST_NAMED ? ` and ${items.length - MOST_NAMED} more` : '';
    return [`${word}: ${items.slice(0, MOST_NAMED).map(say).join(', ')}${more}`];
  };
  return [
    ...list('missing', missing, ({ header, position }) => `${quoted(header)} (was ${at(position)})`),
    ...list('added', added, ({ header, position }) => `${quoted(header)} (${at(position)})`),
    ...list(
      'probably renamed',
      renamed,
      ({ from, to, position }) => `${quoted(from)} to ${quoted(to)} (${at(position)})`,
    ),
    ...list('moved', moved, ({ header, from, to }) => `${quoted(header)} from ${at(from)} to ${to}`),
  ];
}

/** A name of a column in quotes; what looks like a person's data is not a name of a column, and is not repeated. */
function quoted(header: string): string {
  if (header === '') return 'a column without a name';
  if (personalLook(header) !== null) return 'a column whose name looks like personal data';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what could end a line or steer a terminal is what is taken out.
  const plain = header.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return `"${plain.length > LONGEST_NAME ? `${plain.slice(0, LONGEST_NAME)}…` : plain}"`;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
