import type { Connector } from '../define-connector.ts';
import type { TrialConnection, TrialRow, TrialState, Truth } from './arrangement.ts';
import { hasSales, hasWay } from './trap.ts';

/** How many sentences of one kind are worth reading. */
const MOST = 5;

/** The state that two stores are compared by: without what only somebody who was there at the time can know. */
export function withoutForgotten(state: TrialState, truth: Truth, connector: Connector): TrialState {
  const sold = new Set(rows(state, 'tickets').map((row) => row.performance_id));
  const soldEvents = new Set(rows(state, 'tickets').map((row) => row.event_id));
  const listed = new Set(truth.performances.filter((each) => each.listed).map(({ id }) => id));
  const trueEvents = new Map<string, boolean>();
  for (const { eventId, listed: shown } of truth.performances) {
    trueEvents.set(eventId, shown || trueEvents.get(eventId) === true);
  }
  const performances = rows(state, 'performances').filter(
    ({ source_id: id }) => sold.has(id) || listed.has(String(id)),
  );
  const events = rows(state, 'events').filter(
    ({ source_id: id }) => soldEvents.has(id) || trueEvents.get(String(id)) !== false,
  );
  if (!hasWay(connector, 'feedHash')) return { ...state, performances, events };
  // A feed of what is to come says nothing any more of places and prices that nothing to come has.
  const venues = new Set(performances.map((row) => row.venue_id));
  return {
    ...state,
    performances,
    events,
    venues: rows(state, 'venues').filter((row) => venues.has(row.source_id)),
    ticket_types: hasSales(connector) ? rows(state, 'ticket_types') : [],
  };
}

/** Where two states differ, in sentences. */
export function differences(ours: TrialState, theirs: TrialState, names: readonly [string, string]): string[] {
  const found: string[] = [];
  for (const table of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const [a, b] = [keyed(rows(ours, table)), keyed(rows(theirs, table))];
    const here: string[] = [];
    for (const [key, row] of a) {
      const other = b.get(key);
      if (other === undefined) here.push(`${table} ${key}: only in ${names[0]}`);
      else if (other !== row) here.push(`${table} ${key}: ${names[0]} has ${row}, ${names[1]} has ${other}`);
    }
    for (const key of b.keys()) if (!a.has(key)) here.push(`${table} ${key}: only in ${names[1]}`);
    found.push(...someOf(here));
  }
  return found;
}

/** Where a state differs from what the box office knows of itself. */
export function untrue(state: TrialState, truth: Truth, connector: Connector): string[] {
  const found: string[] = [];
  const same = (what: string, have: unknown, want: unknown): void => {
    if (have !== want) found.push(`${what}: ${String(have)} instead of ${String(want)}`);
  };
  const known = new Map(rows(state, 'performances').map((row) => [row.source_id, row]));
  for (const { id, listed, startsLocal, tickets } of truth.performances) {
    if (!listed && !(hasSales(connector) && tickets > 0)) continue;
    const row = known.get(id);
    if (row === undefined) found.push(`performance ${id} is not there`);
    else if (row.starts_local !== null) same(`start of ${id}`, wallText(row.starts_local), startsLocal);
  }
  if (!hasSales(connector)) return someOf(found);
  const sold = new Map<unknown, { tickets: number; amount: number; orders: Set<unknown> }>();
  for (const ticket of rows(state, 'tickets')) {
    const totals = sold.get(ticket.performance_id) ?? { tickets: 0, amount: 0, orders: new Set() };
    totals.tickets += 1;
    totals.amount += Number(ticket.total_minor);
    totals.orders.add(ticket.order_id);
    sold.set(ticket.performance_id, totals);
  }
  for (const { id, tickets, amount, orders } of truth.performances) {
    const have = sold.get(id);
    same(`tickets of ${id}`, have?.tickets ?? 0, tickets);
    same(`amount of ${id}`, have?.amount ?? 0, Number(amount.replace('.', '')));
    same(`orders of ${id}`, have?.orders.size ?? 0, orders);
  }
  same('orders', rows(state, 'orders').length, truth.orders);
  same('tickets', rows(state, 'tickets').length, truth.tickets);
  return someOf(found);
}

/** Syncs as a person asks for it until all is here. Nothing is wrong with the box office any more, so three must do. */
export async function finish(connection: TrialConnection): Promise<string[]> {
  let said = '';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { complete, failures } = await connection.sync({ asked: true });
    const open = await connection.openRejects();
    if (complete && open.length === 0) return [];
    said = JSON.stringify({ complete, failures, open: open.slice(0, 3) });
  }
  return [`a healthy box office is not read to the end: ${said}`];
}

export function rows(state: TrialState, table: string): readonly TrialRow[] {
  return state[table] ?? [];
}

export function someOf(found: readonly string[]): string[] {
  return found.length <= MOST ? [...found] : [...found.slice(0, MOST), `… and ${found.length - MOST} more`];
}

function keyed(of: readonly TrialRow[]): Map<string, string> {
  return new Map(of.map((row) => [String(row.source_id), JSON.stringify(row)]));
}

function wallText(ms: unknown): string {
  return new Date(Number(ms)).toISOString().slice(0, 19);
}
