// Test support: a box office's events with their performances and tickets, in an organisation's store.
import { parseWall, type Rows } from '@illuminate/model';
import type { ContextForTests } from '../context-for-tests.ts';
import { ticketRow } from '../warehouse/made-batches.ts';
import { createPacker } from '../warehouse/pack.ts';

export interface MadeEvent {
  readonly number: number;
  readonly name: string;
  /** Wall times, such as 2026-04-03 19:30. */
  readonly on: readonly string[];
  readonly venue?: string;
  /** Tickets of each performance. */
  readonly tickets?: number;
  /** What was counted of each performance, without tickets. */
  readonly counted?: number;
}

const wall = (text: string): number => parseWall(text) ?? Number.NaN;

let fence = 0;

/** The event's own id is `NUMBERA`, its performances' are `NUMBER-0` and so on. */
export async function loadProgramme(
  box: ContextForTests,
  { organisationId, connectionId }: { readonly organisationId: string; readonly connectionId: string },
  made: readonly MadeEvent[],
): Promise<void> {
  const packer = createPacker();
  const venues = [...new Set(made.flatMap(({ venue }) => venue ?? []))];
  packer.add(
    {
      venues: venues.map((name) => ({ source_id: name, source_number: null, name, address: null })),
      events: made.map(({ number, name }) => ({
        source_id: `${number}A`,
        source_number: number,
        name,
        duration_minutes: null,
        web_event_id: null,
      })),
      performances: made.flatMap(({ number, on, venue }) =>
        on.map((start, at) => ({
          source_id: `${number}-${at}`,
          source_number: null,
          event_id: `${number}A`,
          venue_id: venue ?? null,
          plan_id: null,
          plan_name: null,
          capacity: null,
          starts_at: wall(start),
          starts_local: wall(start),
          zone: 'Europe/London',
          cancelled: false,
          on_sale_at: null,
          duration_minutes: null,
        })),
      ),
      performance_counts: made.flatMap(({ number, on, counted }) =>
        counted === undefined
          ? []
          : on.map((_, at) => ({
              ...{ source_id: `${number}-${at}`, performance_id: `${number}-${at}`, counted_on: null },
              ...{ tickets: counted, income_minor: null, currency: null },
            })),
      ),
    },
    1_000,
  );
  for (const { number, on, tickets = 0 } of made) {
    if (tickets > 0) packer.add(salesOf(number, on, tickets), 1_000);
  }
  fence += 1;
  const claim = fence;
  await box.context.warehouse.withStore(organisationId, (store) =>
    store.load({
      connectionId,
      fence: claim,
      syncId: `syn_${claim}`,
      recordedAt: 1_000 + claim,
      packed: packer.take(),
      cursors: {},
      rejects: [],
    }),
  );
}

function salesOf(number: number, on: readonly string[], tickets: number): Rows {
  const sold = wall('2026-02-01 12:00');
  const order = `o${number}`;
  const seats = on.flatMap((_, at) => Array.from({ length: tickets }, (__, seat) => ({ at, seat: `${at}-${seat}` })));
  return {
    orders: [
      {
        source_id: order,
        source_number: null,
        customer_id: null,
        channel: null,
        currency: 'GBP',
        total_minor: 1_000 * seats.length,
        charges_minor: 0,
        donations_minor: 0,
        first_transaction_at: sold,
        first_transaction_local: sold,
        last_transaction_at: sold,
        last_transaction_local: sold,
        zone: 'Europe/London',
      },
    ],
    tickets: seats.map(({ at, seat }) =>
      ticketRow({
        ...{ id: `${order}-${seat}`, order, event: `${number}A`, performance: `${number}-${at}` },
        ...{ seat, total: 1_000 },
      }),
    ),
  };
}
