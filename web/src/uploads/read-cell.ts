import { datePattern } from '@illuminate/delivery/date-pattern';
import { isFree } from '@illuminate/delivery/free-words';
import { CURRENCY_SIGNS } from '@illuminate/delivery/guess-forms';
import { decimalText } from '@illuminate/delivery/number-text';
import { otherWays } from '@illuminate/delivery/other-ways';

/** What a text of a file is read as; wall times are in ms as if they were UTC. */
export type ReadCell =
  | { readonly is: 'text' }
  | { readonly is: 'wall'; readonly wall: number; readonly parts: 'day' | 'time' | 'both' }
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'nothing' };

interface Asked {
  readonly form: 'text' | 'instant' | 'amount' | 'count' | 'flag';
  readonly dates: string;
  readonly decimal: '.' | ',';
}

/** Reads a text as the server would under these choices, as far as dates and numbers go. */
export function readCell(text: string, { form, dates, decimal }: Asked): ReadCell {
  if (text === '') return { is: 'text' };
  if (form === 'instant') return readWall(text, dates);
  if (form !== 'amount' && form !== 'count') return { is: 'text' };
  if (form === 'amount' && isFree(text)) return { is: 'number', number: 0 };
  const written = decimalText(text, { decimal, symbols: form === 'amount' ? CURRENCY_SIGNS : [] });
  return written === null ? { is: 'nothing' } : { is: 'number', number: Number(written) };
}

/** One that says its offset needs no pattern. */
const WITH_OFFSET = /^\d{4}-\d\d-\d\d[T ].*(?:Z|[+-]\d\d:?\d\d)$/;

function readWall(text: string, dates: string): ReadCell {
  const pattern = datePattern(dates);
  if (typeof pattern === 'string' || WITH_OFFSET.test(text)) return { is: 'text' };
  const wall = pattern.read(text) ?? otherWays(dates)(text);
  if (wall === null) return { is: 'nothing' };
  const parts = !pattern.parts.has('day') ? 'time' : pattern.parts.has('hour') ? 'both' : 'day';
  return { is: 'wall', wall, parts };
}
