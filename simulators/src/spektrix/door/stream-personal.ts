import { streamTexts } from '../../door/stream-texts.ts';
import type { BoxOffice } from '../../sales/box-office.ts';
import { orderNumbers } from '../../sales/tally.ts';
import { LIVE } from '../../sales/transaction.ts';
import type { Simulation } from '../simulation.ts';
import { type Address, customerOf } from '../world/customers.ts';
import { orderExtrasOf, ticketExtrasOf } from '../world/order-extras.ts';
import { dutyManagerOf, producerOf } from '../world/staff.ts';

/**
 * The personal texts of a world as a JSON array, one a line: names, addresses, numbers and ids of customers, then
 * barcodes, notes, vouchers and inscriptions of orders and tickets; then the staff named in attributes of events and
 * instances. At most `limit`, shared between the three. A friendly id of an order is no person's: it is not listed.
 */
export function streamPersonal(simulation: Simulation, client: string | null, limit: number): AsyncGenerator<string> {
  const offices = [...simulation.clients.values()].map((each) => each.office);
  const groups = offices
    .filter((office) => client === null || office.client === client)
    .flatMap((office) => [customerTexts(office), orderTexts(office), staffTexts(office)]);
  return streamTexts(groups, limit / 3);
}

function* customerTexts(office: BoxOffice): Generator<string> {
  const now = office.now();
  const planned = office.plannedCustomers(now);
  for (let index = 0; index < planned + office.live.customers; index += 1) {
    const customer = customerOf(office.seed, index < planned ? index : LIVE.customers + index - planned);
    yield customer.id;
    yield customer.friendlyId;
    yield customer.firstName;
    yield customer.lastName;
    yield customer.title;
    yield customer.email ?? '';
    yield customer.phone ?? '';
    yield customer.mobile ?? '';
    yield customer.birthDate ?? '';
    yield customer.notes;
    yield customer.emergencyContact;
    yield* addressTexts(customer.billingAddress);
    yield* addressTexts(customer.deliveryAddress);
  }
}

function* addressTexts(address: Address | null): Generator<string> {
  if (!address) return;
  yield address.line1;
  yield address.line2;
  yield address.town;
  yield address.postcode?.trim() ?? '';
}

function* staffTexts(office: BoxOffice): Generator<string> {
  for (const event of office.catalogue.events) yield producerOf(office.seed, event) ?? '';
  for (const performance of office.catalogue.performances) yield dutyManagerOf(office.seed, performance) ?? '';
}

function* orderTexts(office: BoxOffice): Generator<string> {
  const now = office.now();
  for (const order of orderNumbers(office)) {
    const state = office.orderAt(order, now);
    if (!state) continue;
    const extras = orderExtrasOf(office.seed, order);
    yield extras.bookerNotes;
    yield extras.giftMessage;
    for (const ticket of state.tickets) {
      const own = ticketExtrasOf(office.seed, ticket);
      yield own.barcode ?? '';
      yield own.attendee;
      yield own.dietary;
      yield own.customItem ?? '';
      yield own.voucher ?? '';
    }
  }
}
