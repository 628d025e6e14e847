import { TRANSPORT_FAULTS } from '@illuminate/connector-kit/conformance';
import { type Trial, truthOfSales } from './trial.ts';

const SIZES = {
  small: ['--shows', '10', '--performances', '30', '--orders', '200', '--years', '0.2'],
  tiny: ['--shows', '4', '--performances', '9', '--orders', '20', '--years', '0.1'],
  empty: ['--shows', '0', '--performances', '0', '--orders', '0', '--years', '0'],
} as const;

export const ticketsolve: Trial = {
  connector: 'ticketsolve',
  provider: {
    currency: 'EUR',
    // Its times carry their offset, and its world is an Irish one; houses in both countries share its clock.
    zones: ['Europe/Dublin', 'Europe/London'],
    words: ({ size }) => ['ticketsolve', '--seed', '7', '--world', 'generated', ...SIZES[size]],
    truth: truthOfSales,
    config: async (box) => ({ account: 'demo1', host: box.origin }),
    refusedConfig: { notHere: 'no secret: the feed is public, and nothing is signed in to' },
    faults: {
      ...TRANSPORT_FAULTS,
      'clock-off': { notHere: 'no signature: signing in does not depend on a clock' },
      reordered: [{ name: 'reorder' }],
      duplicated: [{ name: 'duplicate' }],
      'page-again': { notHere: 'no pages: the feed is one document' },
      'changed-type': [
        { name: 'type-change', value: 'date_time_iso' },
        { name: 'type-change', value: 'capacity' },
      ],
      'missing-field': [
        { name: 'missing-field', value: 'date_time_iso' },
        { name: 'missing-field', value: 'available' },
      ],
      hidden: [{ name: 'performance-gone' }],
      emptied: [{ name: 'feed-empty' }],
    },
  },
};
