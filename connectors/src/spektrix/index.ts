import { defineConnector } from '@illuminate/connector-kit';
import { connectSpektrix, LIMITS, type SpektrixClient, TITLE } from './client.ts';
import { type SpektrixConfig, spektrixConfig } from './config.ts';
import { eventIdForms } from './event-id-forms.ts';
import { probeSpektrix } from './probe.ts';
import { providerConsent } from './provider-consent.ts';
import { readReferences, type SpektrixReferences } from './references.ts';
import { shortNumber } from './short-number.ts';
import { capacitySnapshots } from './streams/capacity-snapshots.ts';
import { customers } from './streams/customers.ts';
import { events } from './streams/events.ts';
import { orders } from './streams/orders.ts';
import { performances } from './streams/performances.ts';
import { ticketTypes } from './streams/ticket-types.ts';
import { venues } from './streams/venues.ts';
import { totals } from './totals.ts';

export const spektrix = defineConnector<SpektrixConfig, SpektrixClient, SpektrixReferences>({
  id: 'spektrix',
  title: TITLE,
  summary: 'Box office of many theatres in the UK, Ireland and North America; read through its API v3.',
  about: {
    since: '2026-11-24',
    supplies: [
      { what: 'Venues, events and performances' },
      { what: 'How full each performance is, over time' },
      { what: 'Ticket types and prices' },
      {
        what: 'Orders with their tickets, donations, charges and subscriptions, as far back as the box office has them',
      },
      { what: 'Bookers as pseudonyms, with the area of their postcode' },
    ],
    knownLimits: [
      {
        what: 'Only the present state of an order is told, so that returns made before the first reading cannot be seen',
        label: 'observed',
        source: 'public code that runs against real accounts',
      },
      {
        what: 'An API account that sees only the public catalogue brings no orders: it takes full access (system owner)',
        label: 'documented',
        source: 'the documentation of the API v3',
      },
      {
        what: 'The feed of changed orders is in early access; without it recent days are read again instead',
        label: 'documented',
        source: 'the documentation of orders/sync, of which the end was not seen',
      },
      {
        what: 'How Spektrix passes on the permission that is given by its setting is not public',
        label: 'provisional',
        source: 'our own assumption, tried on a simulator only',
      },
      {
        what: 'Bookers that are merged in Spektrix count as two in older orders until these are read again',
        label: 'provisional',
        source: 'nothing was found that tells of it',
      },
      {
        what: 'No limit of requests is published; at most four are made at once, and slower when asked to',
        label: 'provisional',
        source: 'nothing was found that names a number',
      },
    ],
  },
  methods: ['provider-consent', 'api-credentials'],
  config: spektrixConfig,
  providerConsent,
  reliesOn: [
    { what: 'API v3: addresses, signature, events, instances', label: 'documented' },
    { what: 'how full an instance is (status)', label: 'documented' },
    { what: 'seats by status of an event (availability), to check that nothing is missing', label: 'observed' },
    { what: 'orders by day, with their tickets', label: 'observed' },
    { what: 'changed orders (orders/sync): documented in part, early access', label: 'provisional' },
    { what: 'one order by its id', label: 'provisional' },
    { what: 'fields of a customer’s address', label: 'provisional' },
    { what: 'a customer by the short number that people see', label: 'documented' },
    { what: 'list of ticket types', label: 'provisional' },
    { what: 'list of clients who allow access, and what a withdrawn permission answers', label: 'provisional' },
  ],
  limits: LIMITS,
  connect: connectSpektrix,
  close: (client) => client.close(),
  probe: probeSpektrix,
  references: readReferences,
  streams: [venues, ticketTypes, events, performances, orders, customers, capacitySnapshots],
  // It is read where an order has it; no documentation names it.
  neverTells: ['orders.channel'],
  eventIdForms,
  otherCustomerNumber: shortNumber,
  totals,
});
