import type { Order, Rows, Ticket } from '@illuminate/model';

const MINUTE = 60_000;
const EPOCH = Date.UTC(2021, 6, 1);

/** An order as a box office of ours has it: 2.5 tickets on average. `edit` changes its content and moves its last transaction. */
export function madeOrder(number: number, customers: number, edit = 0): Rows {
  const id = `${100_000 + number}ACJHMTKDLVQRBSNGLPNBRRKDGRQPT`;
  const first = EPOCH + number * 5 * MINUTE;
  const last = first + edit * 60 * MINUTE;
  const size = 1 + ((number * 7) % 4);
  const tickets = Array.from({ length: size }, (_, seat) => madeTicket(number, seat, id, edit));
  const order: Order = {
    source_id: id,
    source_number: 100_000 + number,
    customer_id: pseudonym(number % customers),
    channel: number % 3 === 0 ? 'Web' : 'Counter',
    currency: 'GBP',
    total_minor: tickets.reduce((sum, ticket) => sum + ticket.total_minor, 0),
    charges_minor: 150,
    donations_minor: 0,
    first_transaction_at: first,
    first_transaction_local: first,
    last_transaction_at: last,
    last_transaction_local: last,
    zone: 'Europe/London',
  };
  return { orders: [order], tickets };
}

function madeTicket(order: number, seat: number, orderId: string, edit: number): Ticket {
  const number = 500_000 + order * 4 + seat;
  const performance = 1_000 + (order % 2_000);
  return {
    source_id: `${number}BCJHMTKDLVQRBSNGLPNBRRKDGRQPT`,
    source_number: number,
    order_id: orderId,
    event_id: `${performance % 200}ECJHMTKDLVQRBSNGLPNBRRKDGRQPT`,
    performance_id: `${performance}PCJHMTKDLVQRBSNGLPNBRRKDGRQPT`,
    ticket_type_id: `${1 + (number % 6)}TCJHMTKDLVQRBSNGLPNBRRKDGRQPT`,
    band_id: `${1 + (number % 5)}DCJHMTKDLVQRBSNGLPNBRRKDGRQPT`,
    seat_name: `${String.fromCharCode(65 + (number % 20))}${1 + (number % 40)}`,
    offer: number % 7 === 0 ? 'Early Bird' : null,
    currency: 'GBP',
    original_price_minor: 2_000,
    price_minor: 2_000,
    discount_minor: number % 7 === 0 ? 250 : 0,
    total_minor: number % 7 === 0 ? 1_750 : 2_000 + edit * 5,
  };
}

function pseudonym(customer: number): string {
  return customer.toString(16).padStart(8, '0').repeat(8);
}
