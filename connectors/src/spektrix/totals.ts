import {
  AbortSyncError,
  ConsentWithdrawnError,
  type CountedEvent,
  type EventTotals,
  NotFoundError,
  type PerformanceTotal,
  RetryLaterError,
  type Totals,
} from '@illuminate/connector-kit';
import { type SpektrixClient, TITLE } from './client.ts';
import { isObject, linkId, present, readCount } from './normalise/fields.ts';
import { ifOffered, segment, unexpected } from './streams/answers.ts';

/** So many instances of one event are asked for one by one where its availability leaves them out. */
const STATUSES_AT_MOST = 6;
/** After so many that it fails on, or keeps us waiting for, the rest of the event is left for now. */
const FAILURES_AT_MOST = 2;
/** [O]: a seat moves from the one to the other as its ticket is scanned. */
const SOLD = new Set(['sold', 'scanned']);
const AVAILABLE = 'available';

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
  const totalled = (listed ?? []).flatMap((instance) => totalOf(instance) ?? []);
  const told = new Set(totalled.map(({ performanceId }) => performanceId));
  const left = event.performances.filter((id) => !told.has(id)).slice(0, STATUSES_AT_MOST);
  const found: PerformanceTotal[] = [];
  const unanswered: string[] = [];
  for (const [nth, id] of left.entries()) {
    if (unanswered.length >= FAILURES_AT_MOST) {
      unanswered.push(...left.slice(nth));
      break;
    }
    try {
      const total = await statusOf(client, id, signal);
      if (total !== null) found.push(total);
      // What is closed is closed whole.
      else if (listed === null) break;
    } catch (err) {
      // Without its availability nothing has shown yet that the box office answers at all.
      if (!(err instanceof RetryLaterError) || err.fault.code === 'rate-limited' || listed === null) throw err;
      unanswered.push(id);
    }
  }
  const [first] = left;
  const isSilent = (listed ?? []).length + found.length + unanswered.length === 0;
  if (isSilent && first !== undefined) await mustBeShown(client, first, signal);
  return { totals: [...totalled, ...found], unanswered, requestedAt };
}

/** That nothing is told of an event's seats says nothing of whether it is shown. @throws NotFoundError if it is not */
async function mustBeShown(client: SpektrixClient, performanceId: string, signal: AbortSignal): Promise<void> {
  const route = 'instances/{id}';
  const instance = await dataOrNull(client, `instances/${segment(performanceId)}`, route, signal);
  if (instance !== null) return;
  throw new NotFoundError({
    code: 'not-found',
    cause: `${TITLE} shows neither the seats of an event nor its instances (404 on ${route}).`,
    whoActs: 'nobody',
    nextStep: 'Nothing to do: it is over, or was taken off.',
  });
}

/** The instances that an event has; null where the event, or the route, is not there for this account. */
async function availabilityOf(
  client: SpektrixClient,
  id: string,
  signal: AbortSignal,
): Promise<readonly unknown[] | null> {
  const route = 'events/{id}/availability';
  const data = await dataOrNull(client, `events/${segment(id)}/availability`, route, signal);
  if (data === null) return null;
  if (!isObject(data) || !Array.isArray(data.data)) throw unexpected(route, 'holds no list');
  return data.data as unknown[];
}

/** Null for what cannot be read: nothing is compared with a guess. A count that says nothing of sales takes none of them along. */
function totalOf(instance: unknown): PerformanceTotal | null {
  if (!isObject(instance)) return null;
  const performanceId = linkId(instance.eventInstanceId);
  if (performanceId === null || !Array.isArray(instance.availability)) return null;
  const counts = new Map<string, number>();
  const unreadable = new Set<string>();
  for (const each of instance.availability as unknown[]) {
    if (!isObject(each) || typeof each.status !== 'string') return null;
    const status = each.status.toLowerCase();
    const count = readCount(each.count);
    if (count === null) unreadable.add(status);
    else counts.set(status, (counts.get(status) ?? 0) + count);
  }
  if ([...SOLD].some((status) => unreadable.has(status))) return null;
  const sum = (isWanted: (status: string) => boolean): number =>
    [...counts].reduce((total, [status, count]) => total + (isWanted(status) ? count : 0), 0);
  const sold = sum((status) => SOLD.has(status));
  const held = sum((status) => !SOLD.has(status) && status !== AVAILABLE);
  const isWhole = [...unreadable].every((status) => status === AVAILABLE);
  if ([...SOLD].some((status) => counts.has(status))) {
    return { performanceId, sold, isUpperBound: false, held: isWhole ? held : null };
  }
  // The web's view tells no sales [D]. PROVISIONAL [I]: nor may a status be named of which there is none.
  const capacity = readCount(instance.capacity);
  if (capacity === null || unreadable.has(AVAILABLE)) return null;
  const available = counts.get(AVAILABLE) ?? 0;
  if (isWhole && capacity === available + held) return { performanceId, sold: 0, isUpperBound: false, held };
  return { performanceId, sold: Math.max(0, capacity - available), isUpperBound: true, held: null };
}

async function statusOf(client: SpektrixClient, id: string, signal: AbortSignal): Promise<PerformanceTotal | null> {
  const status = await dataOrNull(client, `instances/${segment(id)}/status`, 'instances/{id}/status', signal);
  if (!isObject(status)) return null;
  const [capacity, available] = [readCount(status.capacity), readCount(status.available)];
  const taken = capacity === null || available === null ? null : capacity - available;
  // Sold is in the system owner's view only [D].
  if (!present(status.sold)) {
    return taken === null ? null : { performanceId: id, sold: Math.max(0, taken), isUpperBound: true, held: null };
  }
  const counted = readCount(status.sold);
  const scanned = present(status.scanned) ? readCount(status.scanned) : 0;
  if (counted === null || scanned === null) return null;
  const sold = counted + scanned;
  return { performanceId: id, sold, isUpperBound: false, held: taken === null ? null : Math.max(0, taken - sold) };
}

/** That one of these is forbidden says nothing of the permission as a whole, which every other question of a run asks after. */
async function dataOrNull(client: SpektrixClient, path: string, route: string, signal: AbortSignal): Promise<unknown> {
  try {
    return (await ifOffered(client.getJson(path, { route, signal, tries: 2, retryTimeouts: false }))).data;
  } catch (err) {
    const isForbidden = err instanceof AbortSyncError && err.fault.code === 'access-denied';
    if (isForbidden || err instanceof ConsentWithdrawnError || err instanceof NotFoundError) return null;
    throw err;
  }
}
