import { createHmac, randomBytes } from 'node:crypto';
import { candidates, otherSystems } from '@illuminate/connectors';
import type { Context } from '../context.ts';
import { invalidInput } from '../refusal.ts';

export interface Wish {
  readonly system: string;
  /** Where it comes from; wishes of one network for one system are one, a day long. */
  readonly network: string;
}

/** What one network, and everybody together, may wish for on one day. */
const MOST_OF_NETWORK = 8;
const MOST_OF_ALL = 2_000;

/**
 * Counts who uses a system that is not integrated. Only names from a list are taken, so that nothing about anybody can come in, and
 * who wished is remembered in memory alone, hashed under a key of the day. Nobody did it, so the audit trail has nothing to say.
 * @throws Refusal invalid-input
 */
export function createWishes({ db, clock }: Pick<Context, 'db' | 'clock'>): (wish: Wish) => Promise<boolean> {
  let memory = { day: '', key: randomBytes(32), seen: new Set<string>(), ofNetwork: new Map<string, number>() };
  const known = new Set([...candidates, ...otherSystems].map(({ id }) => id));

  return async ({ system, network }) => {
    if (!known.has(system))
      throw invalidInput([{ path: 'body.system', message: 'is none of the systems on the list' }]);
    const day = clock.now().toISOString().slice(0, 10);
    if (memory.day !== day) memory = { day, key: randomBytes(32), seen: new Set(), ofNetwork: new Map() };
    const hashed = (text: string): string => createHmac('sha256', memory.key).update(text).digest('base64');
    const [visitor, wish] = [hashed(network), hashed(`${network} ${system}`)];
    const before = memory.ofNetwork.get(visitor) ?? 0;
    if (memory.seen.has(wish) || before >= MOST_OF_NETWORK || memory.seen.size >= MOST_OF_ALL) return false;
    memory.seen.add(wish);
    memory.ofNetwork.set(visitor, before + 1);
    await db
      .insertInto('provider_wishes')
      .values({ system, day, number: 1 })
      .onConflict((on) =>
        on.columns(['system', 'day']).doUpdateSet((eb) => ({ number: eb('provider_wishes.number', '+', 1) })),
      )
      .execute();
    return true;
  };
}
