import { TRANSPORT_FAULTS } from '@illuminate/connector-kit/conformance';
import { type Trial, truthOfSales } from './trial.ts';

const SIZES = {
  small: ['--events', '12', '--orders', '160', '--years', '0.5'],
  tiny: ['--events', '1', '--orders', '6', '--years', '0.1'],
  empty: ['--events', '0', '--orders', '0', '--years', '0.1'],
} as const;

export const __camel__: Trial = {
  connector: '__id__',
  provider: {
    currency: 'GBP',
    zones: ['Europe/London', 'Australia/Lord_Howe'],
    words: ({ size, zone }) => ['__id__', '--seed', '7', '--zone', zone, ...SIZES[size]],
    truth: truthOfSales,
    async config(box) {
      const { accounts } = (await box.accounts()) as { accounts: { key: string }[] };
      return { key: accounts[0]?.key, host: box.origin };
    },
    refusedConfig: (config) => ({ ...config, key: 'a-key-that-nobody-gave' }),
    faults: {
      ...TRANSPORT_FAULTS,
      'clock-off': { notHere: 'no signature: signing in does not depend on a clock' },
      reordered: [{ name: 'reorder' }],
      duplicated: [{ name: 'duplicate' }],
      'page-again': [{ name: 'repeat-page' }],
      'changed-type': ['total', 'tickets', 'tickets.performance'].map((value) => ({ name: 'type-change', value })),
      'missing-field': ['total', 'changedAt'].map((value) => ({ name: 'missing-field', value })),
      hidden: [{ name: 'unlisted' }],
      emptied: { notHere: 'no whole feed: absence from a list deletes nothing, however much is absent' },
    },
  },
};
