import type { Coverage } from '@illuminate/contract';
import { zoneOf } from '@illuminate/model';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { dayOf } from '../syncs/days.ts';
import { coverageByMonth } from './coverage-by-month.ts';
import { gatherFacts } from './gather-facts.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors' | 'warehouse'>;

const ORDERS_BY_MONTH = `SELECT strftime(first_transaction_local, '%Y-%m') AS month, count(*) AS orders
  FROM orders WHERE connection_id = $1 AND deleted_at IS NULL GROUP BY 1`;
const row = z.object({ month: z.string(), orders: z.number() });

/** Which months of orders are here. A store that holds none is not opened. */
export async function showCoverage(deps: Deps, connection: Connection): Promise<Coverage> {
  const [gathered] = await gatherFacts(deps, [connection]);
  if (gathered === undefined) throw new TypeError('facts of one connection are one');
  const { organisation, held, deliveries, progress } = gathered;
  const zone = zoneOf(organisation.zone);
  const localDay = (instant: number): string => dayOf(zone.toWall(instant));
  const rows =
    held.orders === 0
      ? []
      : await deps.warehouse.withStore(connection.organisation_id, (store) =>
          store.query(ORDERS_BY_MONTH, [connection.id]),
        );
  const orders = new Map(
    z
      .array(row)
      .parse(rows)
      .map((one) => [one.month, one.orders]),
  );
  const [firstMonth = null] = [...orders.keys()].sort();
  // Deliveries go back as far as whoever delivers them goes: what they begin with is where they begin.
  const delivered = progress === null && firstMonth !== null ? `${firstMonth}-01` : null;
  const missing = [...(deliveries?.holes ?? []), ...(deliveries?.gaps ?? []).map(({ covers }) => covers)];
  return {
    months: coverageByMonth({
      orders,
      loadedFrom: progress?.loadedFrom ?? delivered,
      historyFrom: progress?.historyFrom ?? null,
      missing: missing
        .filter((span) => span !== null)
        .map(({ from, to }) => ({ from: localDay(from), to: localDay(Math.max(from, to - 1)) })),
      today: localDay(deps.clock.now().getTime()),
    }),
  };
}
