import type { ConnectionSummary } from '@illuminate/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyFacts } from './any-facts-for-tests.ts';
import { statusOf } from './status.ts';
import type { StatusFacts } from './status-facts.ts';
import { summaryOnly } from './status-only.ts';

const COUNT = 7919;

function summaryOf(facts: StatusFacts): ConnectionSummary {
  const { headline, facts: four } = statusOf(facts);
  const { method, state, progress } = facts;
  return {
    ...{ id: 'con_1', name: 'riverside-boxes', view: 'whole', method, state, progress, headline, facts: four },
    organisation: { slug: 'riverside', name: 'Riverside Theatre', zone: 'Europe/London', currency: 'GBP' },
    provider: { id: 'boxes', title: 'Boxes' },
    counts: {
      ...{ events: COUNT, performances: COUNT, orders: COUNT, tickets: COUNT, customers: COUNT },
      ...{ observations: COUNT, rejects: COUNT },
    },
    salesSupplied: true,
    ...{ dataTo: null, runningSync: null, lastSync: null, nextSyncAt: null, deliveries: null },
  };
}

test('whoever watches from outside is told how a connection is, and nothing of what it holds or of whom', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { headline, counts, ...rest } = summaryOnly(summaryOf(facts));
      expect(headline.code).toBe(statusOf(facts).headline.code);
      expect(headline.sentence).toMatch(/^[A-Z].*\.$/s);
      expect(headline.action).toBeNull();
      expect(headline.sentence).not.toMatch(/\d (records?|tickets?|events?|performances?|orders?|new ticket types?)\b/);
      expect(headline.sentence).not.toMatch(/sales for|events matched|of your/i);
      expect(headline.sentence).not.toContain(facts.stateBy);
      expect(Object.values(counts).every((count) => count === 0)).toBe(true);
      expect(JSON.stringify(rest)).not.toContain(String(COUNT));
    }),
    { numRuns: 3_000 },
  );
});
