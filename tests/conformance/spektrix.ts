import { TRANSPORT_FAULTS } from '@illuminate/connector-kit/conformance';
import { type Trial, truthOfSales } from './trial.ts';

const SIZES = {
  small: ['--events', '8', '--orders', '160', '--years', '0.5'],
  tiny: ['--events', '1', '--orders', '6', '--years', '0.1'],
  empty: ['--events', '0', '--orders', '0', '--years', '0.1'],
} as const;

/** Fields of an order, by which rows and their places in time are known. */
const CHANGED = ['total', 'tickets', 'lastTransactionDate'];
const MISSING = ['tickets.instance'];

export const spektrix: Trial = {
  connector: 'spektrix',
  provider: {
    currency: 'GBP',
    zones: ['Europe/London', 'America/Winnipeg', 'Australia/Lord_Howe'],
    words: ({ size, zone }) => ['spektrix', '--seed', '7', '--zone', zone, ...SIZES[size]],
    truth: truthOfSales,
    async config(box) {
      const { clients } = (await box.accounts()) as { clients: { client: string; login: string; secret: string }[] };
      const [first] = clients;
      return { client: first?.client, login: first?.login, secret: first?.secret, host: box.origin };
    },
    refusedConfig: (config) => ({ ...config, secret: 'bm90IHRoZSBrZXkgdGhhdCB3YXMgZ2l2ZW4=' }),
    faults: {
      ...TRANSPORT_FAULTS,
      'clock-off': [{ name: 'clock-skew', value: 20 }],
      reordered: [{ name: 'reorder' }],
      duplicated: [{ name: 'duplicate' }],
      'page-again': [{ name: 'repeat-page' }],
      'changed-type': CHANGED.map((value) => ({ name: 'type-change', value })),
      'missing-field': MISSING.map((value) => ({ name: 'missing-field', value })),
      hidden: [{ name: 'upcoming-only' }],
      emptied: { notHere: 'no whole feed: absence from a list deletes nothing, however much is absent' },
    },
  },
};
