import { defineConnector } from '@illuminate/connector-kit';
import { z } from 'zod';

/** For organisations whose system nothing connects: a person uploads what it exports. There is nothing to sign in to. */
export const ownUpload = defineConnector<Record<string, never>, null, null>({
  id: 'upload',
  title: 'Uploads',
  summary: 'Sales, events or counts that a person uploads as CSV or XLSX, from any system.',
  about: {
    since: '2026-11-29',
    supplies: [
      { what: 'Events and performances, with their seats' },
      { what: 'Orders with their tickets: price, type, channel, returns' },
      { what: 'Only how many tickets were sold and what they took, where there is no more' },
      { what: 'Bookers as pseudonyms, with the area of their postcode, if a column has them' },
    ],
    knownLimits: [
      {
        what: 'As complete and as fresh as what is uploaded: nothing is fetched, and what nobody uploads is missing',
        label: 'documented',
        source: 'docs/operating/uploads.md',
      },
      {
        what: 'A ticket that a later file leaves out of its order was returned; an order that it leaves out stays as it was',
        label: 'documented',
        source: 'docs/operating/uploads.md',
      },
    ],
  },
  methods: ['upload'],
  config: z.strictObject({}),
  reliesOn: [{ what: 'the columns of each file, which a person settles once', label: 'documented' }],
  limits: { concurrency: 1, windowDays: 1 },
  connect: () => null,
  close: async () => undefined,
  probe: async () => ({ signedInAs: null, ways: [], sees: [], cannotSee: [] }),
  references: async () => null,
  streams: [],
});
