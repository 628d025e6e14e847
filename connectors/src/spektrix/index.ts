import { defineConnector } from '@illuminate/connector-kit';
import { connectSpektrix, LIMITS, type SpektrixClient, TITLE } from './client.ts';
import { type SpektrixConfig, spektrixConfig } from './config.ts';
import { probeSpektrix } from './probe.ts';
import { providerConsent } from './provider-consent.ts';
import { readReferences, type SpektrixReferences } from './references.ts';
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
    { what: 'list of ticket types', label: 'provisional' },
    { what: 'list of clients who allow access, and what a withdrawn permission answers', label: 'provisional' },
  ],
  limits: LIMITS,
  connect: connectSpektrix,
  close: (client) => client.close(),
  probe: probeSpektrix,
  references: readReferences,
  streams: [venues, ticketTypes, events, performances, orders, customers, capacitySnapshots],
  totals,
});
