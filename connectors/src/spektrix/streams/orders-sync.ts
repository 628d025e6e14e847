import type { DayWindow, Notices } from '@illuminate/connector-kit';
import { parseWall, type Zone } from '@illuminate/model';
import type { SpektrixSyncPage } from '../api-types.ts';
import { origin, type SpektrixClient } from '../client.ts';
import { isObject, readId } from '../normalise/fields.ts';
import { ifOffered, unexpected } from './answers.ts';

const ROUTE = 'orders/sync';
const DAY = 86_400_000;
/** Documented as the most that a page holds [D]. */
const DEFAULT_LIMIT = 100;

/**
 * The cursor that begins at an instant, in the form of the vendor's own `next`. The zone of `since` is not documented [?]: the
 * earlier of both readings is taken, and the caller goes back a day besides.
 */
export function cursorAt(instant: number, zone: Zone): string {
  const earlier = Math.min(instant, zone.toWall(instant));
  return `/api/v3/orders/sync?since=${timeText(earlier, 0)}`;
}

/** One page of `orders/sync`: which orders were modified at or after a moment, oldest first. */
export async function readNotices(client: SpektrixClient, cursor: string, signal: AbortSignal): Promise<Notices> {
  const url = nextUrl(client, cursor);
  let page = await readPage(client, url, signal);
  const ids = new Set(page.ids);
  if (isLoop(client, url, page)) {
    // A page that was sent twice by mistake looks the same as one that leads nowhere: asking again tells them apart.
    page = await readPage(client, url, signal);
    for (const id of page.ids) ids.add(id);
    if (isLoop(client, url, page)) return { ids: [...ids], caughtUp: false, ...(await jump(client, cursor, signal)) };
  }
  const { next } = page;
  const caughtUp = next === null || page.ids.length < page.limit;
  return { ids: [...ids], cursor: next ?? cursor, caughtUp, ...spanOf(cursor, next) };
}

interface SyncPage {
  readonly ids: readonly string[];
  readonly limit: number;
  readonly next: string | null;
}

async function readPage(client: SpektrixClient, url: string, signal: AbortSignal): Promise<SyncPage> {
  const { data } = await ifOffered(client.getJson(url, { route: ROUTE, signal }));
  if (!isObject(data)) throw unexpected(ROUTE, 'is not an object');
  const { paging, values } = data as SpektrixSyncPage;
  if (!Array.isArray(values)) throw unexpected(ROUTE, 'has no list of values');
  const ids = values.map((row: unknown) => {
    const id = isObject(row) ? readId(row.orderId ?? row.id) : null;
    // Going on without it would lose the order without a trace.
    if (id === null) throw unexpected(ROUTE, 'has a row without an orderId');
    return id;
  });
  const limit = paging?.limit;
  const next = paging?.next;
  return {
    ids,
    limit: typeof limit === 'number' && limit > 0 ? limit : DEFAULT_LIMIT,
    next: typeof next === 'string' && next !== '' ? next : null,
  };
}

/**
 * The address that a `next` stands for. It is relative and lacks the client's segment [D], which is put back; an absolute one
 * or one with the segment is taken as it is. The whole address is signed as it is sent.
 */
function nextUrl(client: SpektrixClient, next: string): string {
  const { host, client: name } = client.config;
  if (next.startsWith('/') && !next.toLowerCase().startsWith(`/${name.toLowerCase()}/api/`)) {
    return `${origin(host)}/${name}${next}`;
  }
  return client.urlOf(next.startsWith('?') ? `${ROUTE}${next}` : next);
}

/** A full page whose next leads back, or nowhere new: more orders share one timestamp than a page holds. */
function isLoop(client: SpektrixClient, url: string, page: SyncPage): boolean {
  if (page.next === null || page.ids.length < page.limit) return false;
  const next = nextUrl(client, page.next);
  if (next === url) return true;
  // What else an address says may lead on, whatever its `since` is: only the box office knows what it means.
  if (withoutSince(next) !== withoutSince(url)) return false;
  const [from, to] = [sinceOf(url), sinceOf(page.next)];
  return from !== null && to !== null && to <= from;
}

/** What an address asks for besides `since`. */
const queryOf = (url: string): string => withoutSince(url.includes('?') ? url.slice(url.indexOf('?')) : url);

const withoutSince = (url: string): string => url.replace(/([?&]since=)[^&]*/, '$1');

/** `since` as 27 characters that sort by time ("2024-06-01T00:00:00.0000000"); null if it is written in another way. */
function sinceOf(url: string): string | null {
  const text = /[?&]since=([^&]+)/.exec(url)?.[1];
  if (text === undefined) return null;
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z?$/.exec(text.replace(/%3A/gi, ':'));
  return parts === null ? null : `${parts[1]}.${(parts[2] ?? '').padEnd(7, '0')}`;
}

/**
 * Goes on behind a timestamp that cannot be paged through, and says which days to read in its place. How finely the box office
 * reads `since` is not known, so one tick is tried first, then a millisecond, then a second.
 */
async function jump(
  client: SpektrixClient,
  cursor: string,
  signal: AbortSignal,
): Promise<{ readonly cursor: string; readonly readWindow: DayWindow }> {
  const since = sinceOf(cursor);
  const wall = since === null ? null : parseWall(since);
  if (since === null || wall === null) throw unexpected(ROUTE, 'leads back to itself');
  const readWindow = { from: day(wall - DAY), to: day(wall + DAY) };
  const ticks = Number(since.slice(23)) + 1;
  const tick = ticks === TICKS_PER_MS ? timeText(wall + 1, 0) : timeText(wall, ticks);
  const behind = (time: string): string => cursor.replace(/([?&]since=)[^&]+/, `$1${time}`);
  for (const time of [tick, timeText(wall + 1, 0)]) {
    const url = nextUrl(client, behind(time));
    if (!isLoop(client, url, await readPage(client, url, signal))) return { cursor: behind(time), readWindow };
  }
  return { cursor: behind(timeText(Math.floor(wall / 1000) * 1000 + 1000, 0)), readWindow };
}

const TICKS_PER_MS = 10_000;

/** .NET's round-trip form without a zone: seven digits, the last of which is 100 ns. */
function timeText(wall: number, ticks: number): string {
  return `${new Date(wall).toISOString().slice(0, 23)}${String(ticks).padStart(4, '0')}`;
}

/** The days that a page covers, where both of its cursors tell a time and nothing else tells them apart. */
function spanOf(cursor: string, next: string | null): { readonly span?: DayWindow } {
  if (next !== null && queryOf(next) !== queryOf(cursor)) return {};
  const [from, to] = [sinceOf(cursor), next === null ? null : sinceOf(next)];
  return from === null || to === null || to < from ? {} : { span: { from: from.slice(0, 10), to: to.slice(0, 10) } };
}

function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
