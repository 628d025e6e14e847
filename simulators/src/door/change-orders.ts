import type { SimulatedClock } from '../clock.ts';
import { type Answer, failure, json } from '../http/answer.ts';
import type { BoxOffice } from '../sales/box-office.ts';
import { makeChanges } from '../sales/make-changes.ts';
import type { Fields } from './answer-door.ts';

interface Changing {
  readonly offices: ReadonlyMap<string, BoxOffice>;
  readonly clock: SimulatedClock;
  /** What the provider calls an organisation: the field that names one. */
  readonly word: 'client' | 'account';
  readonly orderId: (order: number) => string;
}

/** Changes `count` orders now, in the organisation named or dealt out among all, and answers their ids. */
export function changeOrders({ offices, clock, word, orderId }: Changing, fields: Fields): Answer {
  const count = fields.count ?? 1;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1)
    return failure(400, 'count must be a whole number above 0.');
  const wanted = fields[word];
  const named = typeof wanted === 'string' ? wanted : undefined;
  if (wanted !== undefined && named === undefined) return failure(400, `${word} must be a name.`);
  const chosen = named === undefined ? [...offices.values()] : [offices.get(named)];
  const ids: string[] = [];
  let rest = count;
  for (const [index, office] of chosen.entries()) {
    if (!office) return failure(404, `There is no ${word} called "${named}".`);
    const share = Math.ceil(rest / (chosen.length - index));
    rest -= share;
    const now = office.now();
    if ((office.log.added.at(-1)?.at ?? 0) > now) {
      return failure(409, 'The clock stands before the last change. Move it forward first.');
    }
    ids.push(...makeChanges(office, clock, { count: share, scattered: fields.scattered === true }).map(orderId));
  }
  return json({ orders: ids, now: new Date(clock.now()).toISOString() });
}
