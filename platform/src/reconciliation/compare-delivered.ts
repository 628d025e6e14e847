import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';
import { compare } from './compare.ts';
import { isDue } from './is-due.ts';
import { lastComparison } from './last-comparison.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'changes' | 'connectors' | 'warehouse' | 'log'>;

const AT_ONCE = 200;

/** Compares connections that have no runs of their own, because their sales are delivered: each night, as the others are. */
export async function compareDelivered(deps: Deps, signal: AbortSignal): Promise<void> {
  const { db, clock, connectors, log } = deps;
  for (let after = ''; ; ) {
    const connections = await db
      .selectFrom('connections')
      .innerJoin('organisations', 'organisations.id', 'connections.organisation_id')
      .selectAll('connections')
      .select('organisations.zone')
      .where('connections.state', '=', 'active')
      .where('connections.method', '=', 'delivery')
      .where('connections.id', '>', after)
      .orderBy('connections.id')
      .limit(AT_ONCE)
      .execute();
    for (const connection of connections) {
      signal.throwIfAborted();
      const connector = connectors.get(connection.provider);
      if (connector?.totals === undefined) continue;
      const last = await lastComparison(db, connection.id);
      const { zone } = connection;
      if (!isDue({ now: clock.now().getTime(), zone, asked: false, historyComplete: true, last })) continue;
      try {
        await compare(deps, {
          connection,
          connector,
          gathered: { totals: [], notShown: [], notTold: [], notAnswered: [] },
        });
      } catch (err) {
        // One damaged store must not keep the others from being compared.
        log.error({ err: describeError(err), connection: connection.name }, 'a comparison failed');
      }
    }
    const latest = connections.at(-1);
    if (latest === undefined || connections.length < AT_ONCE) return;
    after = latest.id;
  }
}
