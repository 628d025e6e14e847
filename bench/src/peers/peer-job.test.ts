import { expect, it } from 'vitest';
import { peerJob } from './peer-job.ts';

const asked = (path: string): string => `/demo1/api/v3/${path}`;

it('a peer reads each list, each unlisted event and each window of orders once, and finds the bookers by itself', () => {
  const paths = [
    asked('venues'),
    asked('instances?startFrom=2020-01-01'),
    asked('orders?DateFrom=2026-01-05&DateTo=2026-01-09'),
    asked('customers/5001ABC'),
    asked('events/3104ALT?$expand=instances'),
    asked('orders?DateFrom=2026-01-01&DateTo=2026-01-05'),
    asked('orders?DateFrom=2026-01-05&DateTo=2026-01-09'),
    asked('venues'),
  ];
  expect(peerJob(paths)).toEqual({
    lists: ['venues', 'instances'],
    events: ['3104ALT'],
    windows: [
      { from: '2026-01-05', to: '2026-01-09' },
      { from: '2026-01-01', to: '2026-01-05' },
    ],
    leftOut: 0,
  });
});

it('what a peer does without is counted', () => {
  const paths = [asked('orders/sync?since=2026-01-01'), asked('instances/61905AG/status'), asked('orders/20247304A')];
  expect(peerJob(paths)).toEqual({ lists: [], events: [], windows: [], leftOut: 3 });
});
