import { defineConnector } from '@illuminate/connector-kit';
import { z } from 'zod';

/** For sales that an organisation, or a provider without a connector, hands over by itself: there is nothing to sign in to. */
export const ownDelivery = defineConnector<Record<string, never>, null, null>({
  id: 'delivery',
  title: 'Own delivery',
  summary: 'Orders, tickets and performances that are delivered in signed batches, from any system.',
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
});
