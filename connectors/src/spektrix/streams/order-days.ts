import { NotFoundError, TimedOutError } from '@illuminate/connector-kit';
import { type SpektrixClient, TITLE } from '../client.ts';

const DAY = 86_400_000;
/** How far back days are looked for that hold orders. The last span may be slow, and only quiet accounts are asked for it. */
const LOOKED_BACK_DAYS = [1, 7, 31, 366] as const;

/**
 * Whether there are orders and one of them to try is all that is asked here, perhaps by the thread that serves everybody: what a
 * busy day holds beyond this is left unread.
 */
const MAX_BYTES = 8 * 1_048_576;

/** What the account answers for the latest days for which it answers at all, an empty list where that is too much; null where it has a 404 for the whole year. */
export async function latestOrders(
  client: SpektrixClient,
  signal: AbortSignal,
): Promise<{ readonly data: unknown } | null> {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const now = Date.now();
  for (const days of LOOKED_BACK_DAYS) {
    try {
      const path = `orders?DateFrom=${day(now - days * DAY)}&DateTo=${day(now)}`;
      const { data } = await client.getJson(path, {
        route: 'orders',
        signal,
        retryTimeouts: days < 31,
        maxBytes: MAX_BYTES,
      });
      client.learnt.showsOrders = Promise.resolve(true);
      return { data };
    } catch (err) {
      if (err instanceof TimedOutError && err.fault.code === 'answer-too-big') {
        client.learnt.showsOrders = Promise.resolve(true);
        return { data: [] };
      }
      // Where a 404 comes at once, a box office that takes its time over more days has found something in them.
      if (err instanceof TimedOutError && days >= 31) return { data: [] };
      if (!(err instanceof NotFoundError)) throw err;
    }
  }
  return null;
}

/**
 * What a 404 for a window means. PROVISIONAL [?]: a box office that answers other days has no orders in these; one that answers
 * none may not show orders to this account at all, and then nothing must pass for read.
 * @throws NotFoundError in the second case
 */
export async function assumeNoOrders(client: SpektrixClient, signal: AbortSignal): Promise<void> {
  const { learnt } = client;
  learnt.showsOrders ??= latestOrders(client, signal).then((found) => found !== null);
  const asked = learnt.showsOrders;
  try {
    if (await asked) return;
  } catch (err) {
    if (learnt.showsOrders === asked) learnt.showsOrders = null;
    throw err;
  }
  learnt.showsOrders = null;
  throw new NotFoundError({
    code: 'orders-not-found',
    cause: `${TITLE} has nothing at orders (404), whatever days are asked for.`,
    whoActs: 'organisation',
    nextStep:
      'Test the connection: it says what the account may see. If nothing was sold within a year, nothing is wrong.',
  });
}
