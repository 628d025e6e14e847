import type { BoxOffice } from '../sales/box-office.ts';

const DAY = 86_400_000;
const DAY_TEXT = /^\d{4}-\d\d-\d\d$/;
/** Changes on a page of the feed. */
const CHANGES = 50;

/** Numbers of the orders with a transaction on these local days, both included, oldest first; null where they are no days. */
export function ordersOfDays(
  office: BoxOffice,
  { from, to }: { readonly from: string; readonly to: string },
  now: number,
): number[] | null {
  if (!DAY_TEXT.test(from) || !DAY_TEXT.test(to)) return null;
  const { zone } = office.catalogue;
  const begin = zone.fromWall(Date.parse(`${from}T00:00:00Z`));
  const end = zone.fromWall(Date.parse(`${to}T00:00:00Z`) + DAY);
  const found = new Set<number>();
  for (const { order } of office.log.changes(begin, Math.min(now, end - 1))) found.add(order);
  return [...found];
}

/**
 * One page of what has changed since a moment, oldest first. `since` is an ISO instant, or an instant and how many changes of that
 * very instant have been told, so that any number of changes may share it. Null where it is neither.
 */
export function changesPage(
  office: BoxOffice,
  since: string,
  now: number,
): { readonly orders: readonly number[]; readonly next: string; readonly more: boolean } | null {
  const [, time = '', told = '0'] = /^([^~]+)(?:~(\d+))?$/.exec(since) ?? [];
  const from = Date.parse(time);
  if (Number.isNaN(from)) return null;
  const changes = [...office.log.changes(from, now)].slice(Number(told));
  const page = changes.slice(0, CHANGES);
  const last = page.at(-1);
  if (last === undefined) return { orders: [], next: since, more: false };
  const before = last.at === from ? Number(told) : 0;
  const next = `${new Date(last.at).toISOString()}~${before + page.filter(({ at }) => at === last.at).length}`;
  const orders = page.map(({ order }) => order).filter((order) => office.orderAt(order, now)?.confirmed !== null);
  return { orders: [...new Set(orders)], next, more: changes.length > page.length };
}
