import { AbortSyncError, NotFoundError, type Probe, RetryLaterError } from '@illuminate/connector-kit';
import type { SpektrixCustomer, SpektrixOrder } from './api-types.ts';
import { type SpektrixClient, TITLE } from './client.ts';
import { areaOf } from './normalise/area.ts';
import { idIn, isObject, linkId, readId } from './normalise/fields.ts';
import { lookAtCatalogues } from './probe-catalogues.ts';
import { ifOffered, segment } from './streams/answers.ts';
import { latestOrders } from './streams/order-days.ts';

const DAY = 86_400_000;
/** Routes whose refusal (400, 405) says that they are not offered, not that we asked wrongly. */
const MAY_BE_ABSENT: ReadonlySet<string> = new Set(['orders/sync', 'orders/{id}', 'customers/{id}']);
const ASK_FOR_MORE =
  'Ask for an API account with full access (system owner) under Settings Interface > Users > API Accounts.';

/** What was found at one place: its value, or why there is none. */
type Look = { readonly data: unknown } | 'absent' | 'denied' | 'failing';

/**
 * Asks the account what it can see, in nine requests, of which one is for one customer whose record is dropped at once. More are
 * made only where yesterday has no orders to show.
 * @throws ConnectorError if the sign-in is refused or the box office cannot be reached
 */
export async function probeSpektrix(client: SpektrixClient, signal: AbortSignal): Promise<Probe> {
  const ways: string[] = [];
  const sees: string[] = [];
  const cannotSee: string[] = [];
  const day = (offset: number): string => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);

  // Orders come first: only the system owner's view has them, so they settle whether the sign-in is good.
  const orders = await look(latestOrders(client, signal));
  const sync = await lookAt(client, `orders/sync?since=${day(-7)}T00:00:00.0000000`, 'orders/sync', signal);
  const named = firstNamed(orders, sync);
  const order =
    named.order === null ? null : await lookAtOne(client, `orders/${segment(named.order)}`, 'orders/{id}', signal);
  if (isFound(orders)) {
    ways.push('orders.window');
    sees.push('orders with their tickets, by day');
  } else {
    cannotSee.push(
      orders === 'denied'
        ? `Orders by day: the account sees the public catalogue only. ${ASK_FOR_MORE}`
        : `Orders by day: there is nothing at all for the past year (404). If tickets were sold, the account sees the public catalogue only. ${ASK_FOR_MORE}`,
    );
  }
  // With no order to try it on, or one that it fails on, reading by id is taken to work.
  if (order === null || order === 'failing' ? isFound(orders) : isFound(order)) ways.push('orders.byId');
  if (isFound(sync)) {
    ways.push('orders.changedSince');
    sees.push('changes to orders as they happen');
  } else {
    // Nothing is missing without it: the planner goes by days.
    sees.push(
      'changes to orders by reading recent days again (the feed orders/sync is not turned on for this account)',
    );
  }
  if (named.customer !== null) {
    const customer = await lookAtOne(client, `customers/${segment(named.customer)}`, 'customers/{id}', signal);
    if (isFound(customer) || customer === 'failing') {
      ways.push('customers.byId');
      sees.push('customers, of whom a pseudonym and an area are kept');
      if (isFound(customer)) sees.push(...postcodesIn(customer.data));
    } else if (customer === 'denied') {
      cannotSee.push(`Customers. ${ASK_FOR_MORE}`);
    }
  } else if (isFound(orders)) ways.push('customers.byId');

  const [events, instances] = await Promise.all([
    lookAt(client, 'events', 'events', signal),
    lookAt(client, `instances?startFrom=${day(0)}&startTo=${day(30)}`, 'instances', signal),
  ]);
  if (orders === 'absent' && events === 'absent') throw clientUnknown();
  if (isFound(events)) {
    ways.push('events.crawl', 'events.byId');
    sees.push(`events (${Array.isArray(events.data) ? events.data.length : 0} listed now)`);
  } else cannotSee.push('Events: check the client name; every account sees them.');
  if (isFound(instances)) {
    ways.push('performances.crawl', 'performances.byId');
    sees.push('performances');
  } else cannotSee.push('Performances: check the client name; every account sees them.');

  const catalogues = await lookAtCatalogues(client, signal);
  const clockOffsetMs = client.clockOffsetMs();
  return {
    signedInAs: null,
    ways: [...ways, ...catalogues.ways],
    sees,
    cannotSee,
    notSupplied: catalogues.notSupplied,
    absent: isFound(orders) ? catalogues.absent : ['orders.window', ...catalogues.absent],
    ...(clockOffsetMs === null ? {} : { clockOffsetMs }),
  };
}

function lookAt(client: SpektrixClient, path: string, route: string, signal: AbortSignal): Promise<Look> {
  const answer = client.getJson(path, { route, signal });
  return look(MAY_BE_ABSENT.has(route) ? ifOffered(answer) : answer);
}

/** As `lookAt`, for one record of many: that the box office fails on it, or keeps us waiting, says nothing of the others. */
async function lookAtOne(client: SpektrixClient, path: string, route: string, signal: AbortSignal): Promise<Look> {
  try {
    return await look(ifOffered(client.getJson(path, { route, signal, retryTimeouts: false })));
  } catch (err) {
    if (err instanceof RetryLaterError) return 'failing';
    throw err;
  }
}

async function look(answer: Promise<{ readonly data: unknown } | null>): Promise<Look> {
  try {
    const found = await answer;
    return found === null ? 'absent' : { data: found.data };
  } catch (err) {
    if (err instanceof NotFoundError) return 'absent';
    if (err instanceof AbortSyncError && err.fault.code === 'access-denied') return 'denied';
    throw err;
  }
}

function isFound(look: Look): look is { readonly data: unknown } {
  return typeof look === 'object';
}

/** An order and a customer to try reading by id, if recent ones name any. */
function firstNamed(orders: Look, sync: Look): { readonly order: string | null; readonly customer: string | null } {
  let order: string | null = null;
  let customer: string | null = null;
  const full: unknown = isFound(orders) ? orders.data : [];
  for (const record of Array.isArray(full) ? (full as SpektrixOrder[]) : []) {
    order ??= idIn(record);
    customer ??= isObject(record) ? linkId(record.customer) : null;
    if (customer !== null) break;
  }
  const page: unknown = isFound(sync) && isObject(sync.data) ? sync.data.values : [];
  for (const row of Array.isArray(page) ? (page as unknown[]) : []) {
    if (!isObject(row)) continue;
    order ??= readId(row.orderId);
    customer ??= readId(row.customerId);
  }
  return { order, customer };
}

function postcodesIn(data: unknown): string[] {
  const customer: SpektrixCustomer = isObject(data) ? data : {};
  const { kind } = areaOf(customer.billingAddress, customer.deliveryAddress);
  return kind === 'postcode-sector' || kind === 'eircode-routing-key' ? ['postcodes, of which the sector is kept'] : [];
}

function clientUnknown(): AbortSyncError {
  return new AbortSyncError({
    code: 'client-unknown',
    cause: `${TITLE} has no API for this client name at this address.`,
    whoActs: 'organisation',
    nextStep: 'Check the client name: it is the part of your Spektrix addresses behind the host.',
  });
}
