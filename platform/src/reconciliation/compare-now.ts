import type { Reconciliation } from '@illuminate/contract';
import { collects } from '../connections/collects.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { notPossibleNow } from '../refusal.ts';
import { compare } from './compare.ts';
import { showReconciliation } from './show-reconciliation.ts';
import { wish } from './wishes.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'changes' | 'connectors' | 'warehouse' | 'syncs'>;

/**
 * Compares as soon as may be: in a run of the connection, which reads what is new after the box office was asked. Where sales are
 * delivered, no box office is asked, and it is done at once.
 * @throws Refusal where nothing can be compared, or the connection does not collect now
 */
export async function compareNow(deps: Deps, connection: Connection): Promise<Reconciliation> {
  const { db, clock, connectors, syncs } = deps;
  const connector = connectors.get(connection.provider);
  if (connector?.totals === undefined) {
    throw notPossibleNow(
      `Nothing that ${connector?.title ?? connection.provider} says of itself can be compared with what is here.`,
      'Nothing to do: what is collected is complete as far as each sync tells.',
      'nobody',
    );
  }
  if (collects(connection)) {
    await wish(db, connection.id, { at: clock.now() });
    await syncs.request(connection.id, 'manual');
  } else {
    await compare(deps, {
      connection,
      connector,
      gathered: { totals: [], notShown: [], notTold: [], notAnswered: [] },
    });
  }
  return showReconciliation(deps, connection);
}
