import { defineConnector } from '@illuminate/connector-kit';
import { connect__Pascal__, LIMITS, TITLE, type __Pascal__Client } from './client.ts';
import { __camel__Config, type __Pascal__Config } from './config.ts';
import { probe__Pascal__ } from './probe.ts';
import { events } from './streams/events.ts';
import { orders } from './streams/orders.ts';
import { performances } from './streams/performances.ts';

export const __camel__ = defineConnector<__Pascal__Config, __Pascal__Client, null>({
  id: '__id__',
  title: TITLE,
  summary: '__Title__, read through its HTTP interface.',
  about: {
    since: '__today__',
    supplies: [{ what: 'Events and performances' }, { what: 'Orders with their tickets' }],
    knownLimits: [
      { what: 'What its interface really answers is not known yet', label: 'provisional', source: 'invented to begin with' },
    ],
  },
  methods: ['api-credentials'],
  config: __camel__Config,
  reliesOn: [
    { what: 'lists of events and performances', label: 'provisional' },
    { what: 'orders by day, with their tickets', label: 'provisional' },
    { what: 'changed orders', label: 'provisional' },
  ],
  limits: LIMITS,
  connect: connect__Pascal__,
  close: (client) => client.close(),
  probe: probe__Pascal__,
  references: async () => null,
  streams: [events, performances, orders],
});
