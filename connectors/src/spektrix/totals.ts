import {
  AbortSyncError,
  ConsentWithdrawnError,
  type CountedEvent,
  type EventTotals,
  NotFoundError,
  type PerformanceTotal,
  type Totals,
} from '@illuminate/connector-kit';
import type { SpektrixClient } from './client.ts';
import { isObject, linkId } from './normalise/fields.ts';
import { ifOffered, segment, unexpected } from './streams/answers.ts';

/** So many instances of one event are asked for one by one where its availability leaves them out. */
const STATUSES_AT_MOST = 6;
/** [O]: a seat moves from the one to the other as its ticket is scanned. */
const SOLD = new Set(['sold', 'scanned']);

/** `events/{id}/availability` [D page, O shape], and `instances/{id}/status` [D] for what that leaves out. */
export const totals: Totals<SpektrixClient> = {
  label: 'observed',
  what: 'seats sold and scanned, by the availability of each event, or the status of an instance',
  says: 'exactly',
  ask: askTotals,
};

async function askTotals(client: SpektrixClient, event: CountedEvent, signal: AbortSignal): Promise<EventTotals> {
  const requestedAt = Date.now();
  const listed = await availabilityOf(client, event.id, signal);
  const told = new Set(listed?.map(({ performanceId }) => performanceId));
  const left = event.performances.filter((id) => !told.has(id)).slice(0, STATUSES_AT_MOST);
  const found: PerformanceTotal[] = [];
  for (const id of left) {
    const total = await statusOf(client, id, signal);
    if (total !== null) found.push(total);
    // What is closed is closed whole.
    else if (listed === null) break;
  }
  return { totals: [...(listed ?? []), ...found], requestedAt };
}

/** Null where the event, or the route, is not there for this account. */
async function availabilityOf(
  client: SpektrixClient,
  id: string,
  signal: AbortSignal,
): Promise<readonly PerformanceTotal[] | null> {
  const route = 'events/{id}/availability';
  const data = await dataOrNull(client, `events/${segment(id)}/availability`, route, signal);
  if (data === null) return null;
  if (!isObject(data) || !Array.isArray(data.data)) throw unexpected(route, 'holds no list');
  return (data.data as unknown[]).flatMap((instance) => totalOf(instance) ?? []);
}

/** Null for what cannot be read: nothing is compared with a guess. */
function totalOf(instance: unknown): PerformanceTotal | null {
  if (!isObject(instance)) return null;
  const performanceId = linkId(instance.eventInstanceId);
  if (performanceId === null || !Array.isArray(instance.availability)) return null;
  const counts = new Map<string, number>();
  for (const each of instance.availability as unknown[]) {
    if (!isObject(each) || typeof each.status !== 'string' || !isCount(each.count)) return null;
    const status = each.status.toLowerCase();
    counts.set(status, (counts.get(status) ?? 0) + each.count);
  }
  const sum = (isWanted: (status: string) => boolean): number =>
    [...counts].reduce((total, [status, count]) => total + (isWanted(status) ? count : 0), 0);
  const sold = sum((status) => SOLD.has(status));
  const available = counts.get('available') ?? 0;
  if ([...SOLD].some((status) => counts.has(status))) {
    return { performanceId, sold, isUpperBound: false, held: sum((status) => !SOLD.has(status)) - available };
  }
  // The web's view tells no sales [D]. PROVISIONAL [I]: nor may a status be named of which there is none.
  if (!isCount(instance.capacity)) return null;
  const rest = instance.capacity - sum(() => true);
  if (rest === 0) return { performanceId, sold: 0, isUpperBound: false, held: instance.capacity - available };
  return { performanceId, sold: Math.max(0, instance.capacity - available), isUpperBound: true, held: null };
}

async function statusOf(client: SpektrixClient, id: string, signal: AbortSignal): Promise<PerformanceTotal | null> {
  const status = await dataOrNull(client, `instances/${segment(id)}/status`, 'instances/{id}/status', signal);
  if (!isObject(status) || !isCount(status.capacity) || !isCount(status.available)) return null;
  const taken = status.capacity - status.available;
  // Sold is in the system owner's view only [D].
  if (!isCount(status.sold)) return { performanceId: id, sold: Math.max(0, taken), isUpperBound: true, held: null };
  const sold = status.sold + (isCount(status.scanned) ? status.scanned : 0);
  return { performanceId: id, sold, isUpperBound: false, held: Math.max(0, taken - sold) };
}

/** That one of these is forbidden says nothing of the permission as a whole, which every other question of a run asks after. */
async function dataOrNull(client: SpektrixClient, path: string, route: string, signal: AbortSignal): Promise<unknown> {
  try {
    return (await ifOffered(client.getJson(path, { route, signal, tries: 2 }))).data;
  } catch (err) {
    const isForbidden = err instanceof AbortSyncError && err.fault.code === 'access-denied';
    if (isForbidden || err instanceof ConsentWithdrawnError || err instanceof NotFoundError) return null;
    throw err;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
