import type { BookerExport } from '@illuminate/contract';
import { formatMinor } from '@illuminate/model';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import type { Store } from '../warehouse/store-types.ts';
import { pseudonymsOf } from './pseudonyms-of.ts';

type Deps = Pick<Context, 'config' | 'db' | 'keys' | 'warehouse' | 'clock' | 'connectors'>;
type Held = BookerExport['connections'][number];
type Row = Readonly<Record<string, unknown>>;

const ABOUT =
  'Everything that Illuminate holds of this booker. Names, addresses, e-mail, telephone and card data are never stored: a booker is known by the pseudonym alone, and by the area that is left of the postcode.';

export interface ExportBooker {
  readonly organisation: Organisation;
  /** As the box office knows them, or as its pages show them. */
  readonly customerId: string;
  readonly actor: string;
}

/** All that is held of one booker, over all connections of an organisation, in words for that person. */
export async function exportBooker(
  deps: Deps,
  { organisation, customerId, actor }: ExportBooker,
): Promise<BookerExport> {
  const { db, warehouse, clock, connectors } = deps;
  const pseudonyms = await pseudonymsOf(deps, organisation, customerId);
  const now = clock.now();
  const connections = await db
    .selectFrom('connections')
    .select(['id', 'name', 'provider'])
    .where('organisation_id', '=', organisation.id)
    .orderBy('name')
    .limit(1_000)
    .execute();
  const erased = await db
    .selectFrom('erased_bookers')
    .select('erased_at')
    .where('organisation_id', '=', organisation.id)
    .where('pseudonym', 'in', pseudonyms)
    .executeTakeFirst();
  const held: Held[] = [];
  if (!(await hasNoStore(warehouse.folders, organisation.id))) {
    await warehouse.withStore(organisation.id, async (store) => {
      for (const { id, name, provider } of connections) {
        for (const pseudonym of pseudonyms) {
          const found = await heldBy(store, id, pseudonym);
          if (found !== null)
            held.push({ connection: name, boxOffice: connectors.get(provider)?.title ?? provider, ...found });
        }
      }
    });
  }
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: now,
      actor,
      action: 'booker.exported',
      subject: organisation.id,
      organisationId: organisation.id,
      // Not who: that would be a trace of them.
      details: { organisation: organisation.slug },
    }),
  );
  return {
    organisation: organisation.name,
    exportedAt: now.toISOString(),
    about: ABOUT,
    pseudonym: pseudonyms[0],
    held: held.length > 0,
    erased: erased !== undefined,
    connections: held,
  };
}

/** Null where the connection knows nothing of them. */
async function heldBy(
  store: Store,
  connectionId: string,
  pseudonym: string,
): Promise<Pick<Held, 'livesIn' | 'orders'> | null> {
  const given = [connectionId, pseudonym];
  const [customer] = await store.query(
    'SELECT area, area_kind, country, first_seen, last_seen FROM customers WHERE connection_id = $1 AND source_id = $2',
    given,
  );
  const orders = await store.query(
    `SELECT source_id, channel, currency, total_minor, charges_minor, donations_minor, first_transaction_local,
       last_transaction_local FROM orders WHERE connection_id = $1 AND customer_id = $2 ORDER BY first_transaction_at, source_id`,
    given,
  );
  if (customer === undefined && orders.length === 0) return null;
  const theirs = 'SELECT source_id FROM orders WHERE connection_id = $1 AND customer_id = $2';
  const tickets = await store.query(
    `SELECT t.order_id, t.source_id, e.name AS event, p.starts_local, v.name AS venue, y.name AS type, t.seat_name, t.offer,
       t.total_minor, t.deleted_at FROM tickets t
     LEFT JOIN events e ON e.connection_id = t.connection_id AND e.source_id = t.event_id
     LEFT JOIN performances p ON p.connection_id = t.connection_id AND p.source_id = t.performance_id
     LEFT JOIN venues v ON v.connection_id = t.connection_id AND v.source_id = p.venue_id
     LEFT JOIN ticket_types y ON y.connection_id = t.connection_id AND y.source_id = t.ticket_type_id
     WHERE t.connection_id = $1 AND t.order_id IN (${theirs}) ORDER BY t.source_id`,
    given,
  );
  const items = await store.query(
    `SELECT order_id, kind, quantity, amount_minor FROM order_items
     WHERE connection_id = $1 AND deleted_at IS NULL AND order_id IN (${theirs}) ORDER BY source_id`,
    given,
  );
  const changes = await store.query(
    `SELECT order_id, ticket_id, kind, amount_minor, effective_at, recorded_at FROM ticket_movements
     WHERE connection_id = $1 AND order_id IN (${theirs}) ORDER BY recorded_at, ticket_id, ordinal`,
    given,
  );
  const ofOrder = (rows: readonly Row[], order: Row): readonly Row[] =>
    rows.filter(({ order_id }) => order_id === order.source_id);
  return {
    livesIn:
      customer === undefined
        ? null
        : {
            area: textOf(customer.area),
            kind: String(customer.area_kind),
            country: textOf(customer.country),
            firstSeen: instantOf(customer.first_seen),
            lastSeen: instantOf(customer.last_seen),
          },
    orders: orders.map((order) => {
      const amount = (minor: unknown): string => formatMinor(Number(minor), String(order.currency));
      return {
        order: String(order.source_id),
        placedAt: wallOf(order.first_transaction_local),
        changedAt: wallOf(order.last_transaction_local),
        soldBy: textOf(order.channel),
        currency: String(order.currency),
        total: amount(order.total_minor),
        charges: amount(order.charges_minor),
        donations: amount(order.donations_minor),
        tickets: ofOrder(tickets, order).map((ticket) => ({
          ticket: String(ticket.source_id),
          event: textOf(ticket.event),
          performance: ticket.starts_local === null ? null : wallOf(ticket.starts_local),
          venue: textOf(ticket.venue),
          type: textOf(ticket.type),
          seat: textOf(ticket.seat_name),
          offer: textOf(ticket.offer),
          paid: amount(ticket.total_minor),
          returned: ticket.deleted_at !== null,
        })),
        extras: ofOrder(items, order).map((item) => ({
          kind: String(item.kind),
          quantity: Number(item.quantity),
          amount: amount(item.amount_minor),
        })),
        changes: ofOrder(changes, order).map((change) => ({
          ticket: String(change.ticket_id),
          what: String(change.kind).replaceAll('_', ' '),
          amount: amount(change.amount_minor),
          happenedAt: instantOf(change.effective_at),
          noticedAt: instantOf(change.recorded_at),
        })),
      };
    }),
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const instantOf = (ms: unknown): string => new Date(Number(ms)).toISOString();

/** Wall time, "2026-05-01 19:30". */
const wallOf = (ms: unknown): string => instantOf(ms).slice(0, 16).replace('T', ' ');
