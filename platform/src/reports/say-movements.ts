import type { Group, ReportDefinition } from '@illuminate/contract';
import { formatWall, zoneOf } from '@illuminate/model';
import { sayDate } from '../connections/say-time.ts';
import type { Store } from '../warehouse/store-types.ts';
import { FIELD_BY_ID } from './registry/fields.ts';

const RECORDED = 'movement.recorded';

/** What the ledger of a store cannot tell, or tells by another clock than may be thought; nothing of reports on anything else. */
export async function sayMovements(
  { type, criteria, output }: ReportDefinition,
  store: Pick<Store, 'query'>,
  zone: string,
): Promise<string[]> {
  if (type !== 'analysis') return [];
  const shown = output.mode === 'rows' ? output.columns : output.keys;
  const isByRecorded = namesRecorded(criteria) || shown.some(({ field }) => field === RECORDED);
  return [...(await knownSince(store, zone)), ...(isByRecorded ? await readLate(store, zone) : [])];
}

/** Before the first reading a box office shows what stands, and hides what was returned: since then both are known. */
async function knownSince(store: Pick<Store, 'query'>, zone: string): Promise<string[]> {
  const [row] = await store.query('SELECT min(recorded_at) AS first FROM ticket_movements');
  if (typeof row?.first !== 'number') return [];
  return [
    `Returns are known since ${sayDay(row.first, zone)}: what was returned before that is not here. “Recorded” is our clock, “Happened” the box office’s.`,
  ];
}

/** A first load, or a file of years, puts all that it brings on the day on which it is read. */
async function readLate(store: Pick<Store, 'query'>, zone: string): Promise<string[]> {
  const [row] = await store.query(`SELECT max(recorded_at) AS last, count(*) AS late FROM ticket_movements
    WHERE effective_at < recorded_at - INTERVAL 1 DAY GROUP BY date_trunc('day', recorded_at) ORDER BY late DESC LIMIT 1`);
  if (typeof row?.last !== 'number') return [];
  const day = sayDay(row.last, zone);
  const late = Number(row.late).toLocaleString('en-GB');
  const happened = FIELD_BY_ID.get('movement.effective')?.label;
  return [
    `Of what was recorded on ${day}, ${late} had happened earlier and was read then for the first time: a first load counts on one day. For the day of sale ask for “${happened}”; to leave the load out, ask for “Recorded” after ${day}.`,
  ];
}

const sayDay = (instant: number, zone: string): string =>
  sayDate(formatWall(zoneOf(zone).toWall(instant)).slice(0, 10), 'UTC');

const namesRecorded = ({ items }: Group): boolean =>
  items.some((item) => ('field' in item ? item.field === RECORDED : namesRecorded('has' in item ? item.where : item)));
