import type { DayWindow } from '@illuminate/connector-kit';
import { addDays, type Day, dayOf } from '../syncs/days.ts';
import type { Store } from '../warehouse/store-types.ts';

/** A performance that differs, as far as it decides which days are read again. */
export interface Differing {
  readonly performanceId: string;
  readonly eventId: string;
  /** Orders may be anywhere in the time in which it was sold. */
  readonly lacksOrders: boolean;
  /** How often it was read again before, and differs still. */
  readonly mends: number;
}

export interface MendBounds {
  /** How far back history was read. */
  readonly loadedFrom: Day | null;
  readonly today: Day;
  /** The longest window that the box office is asked for. */
  readonly windowDays: number;
}

/** Tickets are sold by hand before they are on sale. */
const BEFORE_SALE_DAYS = 30;
/** Without any sign of when sales began. */
const LONGEST_SALE_DAYS = 548;
/** Returns and sales at the door are entered later. */
const AFTER_DAYS = 14;

/**
 * The days in which orders of these performances were made, as windows, newest first: the days of orders that are held or that
 * the ledger remembers; and where orders are missing, all days in which they may have been made. What did not help once is
 * looked for in everything that was ever loaded.
 */
export async function mendWindows(
  store: Store,
  connectionId: string,
  differing: readonly Differing[],
  bounds: MendBounds,
): Promise<DayWindow[]> {
  const days = new Set<Day>();
  for (const day of await daysOfOrders(store, connectionId, differing)) {
    // A ledger tells instants: the local day may be the one beside.
    for (const near of [-1, 0, 1]) days.add(addDays(day, near));
  }
  const lacking = differing.filter(({ lacksOrders }) => lacksOrders);
  if (lacking.some(({ mends }) => mends > 0) && bounds.loadedFrom !== null) {
    addSpan(days, bounds.loadedFrom, bounds.today);
  } else {
    for (const { from, to } of await spansOfSale(store, connectionId, lacking, bounds)) addSpan(days, from, to);
  }
  const asked = [...days].filter(
    (day) => day <= bounds.today && (bounds.loadedFrom === null || day >= bounds.loadedFrom),
  );
  return windowsOf(asked, bounds.windowDays);
}

function addSpan(days: Set<Day>, from: Day, to: Day): void {
  for (let day = from; day <= to; day = addDays(day, 1)) days.add(day);
}

/** Days as windows of neighbours, newest first. */
export function windowsOf(days: readonly Day[], windowDays: number): DayWindow[] {
  const windows: DayWindow[] = [];
  for (const day of [...new Set(days)].sort().reverse()) {
    const last = windows.at(-1);
    const fits = last !== undefined && addDays(day, 1) === last.from && addDays(day, windowDays - 1) >= last.to;
    if (last !== undefined && fits) windows[windows.length - 1] = { from: day, to: last.to };
    else windows.push({ from: day, to: day });
  }
  return windows;
}

const WANTED = '(SELECT unnest(string_split($2, chr(31))) AS performance_id)';
const idsOf = (differing: readonly Differing[]): string =>
  differing.map(({ performanceId }) => performanceId).join('\u001F');

async function daysOfOrders(store: Store, connectionId: string, differing: readonly Differing[]): Promise<Day[]> {
  const rows = await store.query(
    `WITH moved AS (SELECT m.order_id, m.effective_at FROM ticket_movements m SEMI JOIN ${WANTED} w
        ON w.performance_id = m.performance_id WHERE m.connection_id = $1),
      named AS (SELECT order_id FROM moved UNION SELECT t.order_id FROM tickets t SEMI JOIN ${WANTED} w
        ON w.performance_id = t.performance_id WHERE t.connection_id = $1)
     SELECT DISTINCT day FROM (
       SELECT date_trunc('day', o.last_transaction_local) AS day FROM orders o SEMI JOIN named n ON n.order_id = o.source_id
         WHERE o.connection_id = $1
       UNION ALL SELECT date_trunc('day', m.effective_at) FROM moved m
         ANTI JOIN (SELECT source_id FROM orders WHERE connection_id = $1) o ON o.source_id = m.order_id)`,
    [connectionId, idsOf(differing)],
  );
  return rows.map(({ day }) => dayOf(Number(day)));
}

async function spansOfSale(
  store: Store,
  connectionId: string,
  differing: readonly Differing[],
  { loadedFrom, today }: MendBounds,
): Promise<{ from: Day; to: Day }[]> {
  if (differing.length === 0) return [];
  const rows = await store.query(
    `SELECT w.performance_id, any_value(p.starts_local) AS starts, any_value(p.on_sale_at) AS on_sale,
       min(o.first_transaction_local) AS first_sale
     FROM ${WANTED} w LEFT JOIN (FROM performances WHERE connection_id = $1) p ON p.source_id = w.performance_id
       LEFT JOIN (FROM tickets WHERE connection_id = $1) t ON t.event_id = p.event_id
       LEFT JOIN (FROM orders WHERE connection_id = $1) o ON o.source_id = t.order_id
     GROUP BY w.performance_id`,
    [connectionId, idsOf(differing)],
  );
  return rows.map(({ starts, on_sale: onSale, first_sale: firstSale }) => {
    const begun = [onSale, firstSale].filter((at) => typeof at === 'number');
    const last = typeof starts === 'number' ? addDays(dayOf(starts), AFTER_DAYS) : today;
    const to = last < today ? last : today;
    const first =
      begun.length === 0 ? addDays(to, -LONGEST_SALE_DAYS) : addDays(dayOf(Math.min(...begun)), -BEFORE_SALE_DAYS);
    return { from: loadedFrom !== null && first < loadedFrom ? loadedFrom : first, to };
  });
}
