import { defineConnector } from '@illuminate/connector-kit';
import { z } from 'zod';

/** For sales that an organisation, or a provider without a connector, hands over by itself: there is nothing to sign in to. */
export const ownDelivery = defineConnector<Record<string, never>, null, null>({
  id: 'delivery',
  title: 'Own delivery',
  summary: 'Orders, tickets and performances that are delivered in signed batches, from any system.',
  about: {
    since: '2026-11-24',
    supplies: [
      { what: 'Events and performances, with their seats' },
      { what: 'Orders with their tickets: price, type, channel, returns' },
      { what: 'Bookers as pseudonyms, with the area of their postcode, if they are delivered' },
    ],
    knownLimits: [
      {
        what: 'As complete and as fresh as what is delivered: a batch that never came is shown by its number, and nothing is fetched',
        label: 'documented',
        source: 'docs/connectors/delivery.md',
      },
      {
        what: 'How full a performance is comes only with the seats that are delivered, and is not observed over time',
        label: 'documented',
        source: 'docs/connectors/delivery.md',
      },
    ],
  },
  methods: ['delivery'],
  takesDeliveries: true,
  config: z.strictObject({}),
  reliesOn: [{ what: 'the format of deliveries, which is our own', label: 'documented' }],
  limits: { concurrency: 1, windowDays: 1 },
  connect: () => null,
  close: async () => undefined,
  probe: async () => ({ signedInAs: null, ways: [], sees: [], cannotSee: [] }),
  references: async () => null,
  streams: [],
  neverTells: ['events.duration_minutes', 'events.web_event_id', 'performances.plan_name'],
});
