import { type Answer, failure, jsonText, notFound } from '../../http/answer.ts';
import { type Customer, customerNumberOf, customerNumberOfEmail, customerOf } from '../world/customers.ts';
import { attributes, money } from './render-values.ts';
import type { ApiRequest, Route } from './route.ts';

/** Customers one at a time: there is no list of all [O/D, spektrix §2.5]. */
export const CUSTOMER_ROUTES: readonly Route[] = [
  { method: 'GET', path: 'customers', ownerOnly: true, answer: (request) => byEmail(request) },
  {
    method: 'GET',
    path: 'customers/{}',
    ownerOnly: true,
    answer: (request, [id = '']) => answerCustomer(request, customerNumberOf(request.client.office.seed, id)),
  },
  {
    method: 'DELETE',
    path: 'customers/tags/{}',
    ownerOnly: true,
    // Accepted with 204 [C]; tags aren't part of the simulated world.
    answer: () => ({ status: 204, contentType: 'application/json', body: '' }),
  },
];

function byEmail(request: ApiRequest): Answer {
  const email = request.query.get('email');
  if (email === null) return failure(400, 'The parameter email is required.');
  return answerCustomer(request, customerNumberOfEmail(request.client.office.seed, email));
}

function answerCustomer({ client, now }: ApiRequest, number: number | null): Answer {
  if (number === null || !client.office.knowsCustomer(number, now)) return notFound('Customer');
  return jsonText(renderCustomer(customerOf(client.office.seed, number), now));
}

/** A customer with the fields of the official sample [D]. `friendlyId` is PROVISIONAL [?]. */
function renderCustomer(customer: Customer, now: number): string {
  const age = customer.birthDate === null ? null : Math.floor((now - Date.parse(customer.birthDate)) / 31_557_600_000);
  const text = JSON.stringify({
    age,
    billingAddress: customer.billingAddress,
    deliveryAddress: customer.deliveryAddress,
    birthDate: customer.birthDate === null ? null : `${customer.birthDate}T00:00:00`,
    email: customer.email,
    firstName: customer.firstName,
    lastName: customer.lastName,
    mobile: customer.mobile,
    name: `${customer.firstName} ${customer.lastName}`,
    phone: customer.phone,
    title: customer.title,
    passwordSet: customer.number % 2 === 0,
    giftAidDeclarationRequired: false,
    id: customer.id,
    friendlyId: customer.friendlyId,
    ...attributes({
      Notes: customer.notes,
      EmergencyContact: customer.emergencyContact,
      IsVolunteer: customer.number % 33 === 1,
      LoyaltyScore: (customer.number % 200) / 8,
      LastCalled: customer.number % 44 === 2 ? '2023-02-28T10:15:00' : null,
    }),
  });
  return `${text.slice(0, -1)},"creditBalance":${money(customer.creditPence)}}`;
}
