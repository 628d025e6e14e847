import { type Connector, type CountedEvent, NotFoundError, RetryLaterError } from '@illuminate/connector-kit';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import type { GatheredTotals } from '../../reconciliation/gathered-totals.ts';
import { createComparisonGatherer } from '../../reconciliation/gathered-totals.ts';
import type { FromExtract } from '../extract-messages.ts';
import type { Extraction } from '../extraction.ts';
import { askTotals } from './ask-totals.ts';

const fault = { code: 'box-office-failing', cause: 'c', whoActs: 'nobody', nextStep: 'n' } as const;
const EVENTS: readonly CountedEvent[] = Array.from({ length: 40 }, (_, n) => ({
  id: `e${n}`,
  performances: [`p${n}`, `q${n}`],
}));

/** Asks for all events at a box office that does to each what `answer` says; by default it counts both performances. */
async function asked(answer: (id: string) => Error | string[] | null): Promise<GatheredTotals> {
  const gatherer = createComparisonGatherer();
  const ask = async (_: unknown, { id, performances }: CountedEvent) => {
    const found = answer(id);
    if (found instanceof Error) throw found;
    const totals = (found ?? performances).map((performanceId) => ({
      ...{ performanceId, sold: 1, isUpperBound: false, held: null },
    }));
    return { totals, requestedAt: 0 };
  };
  const extraction = {
    connector: { limits: { concurrency: 4, windowDays: 4 }, totals: { ask } } as unknown as Connector,
    io: {
      tell(message: FromExtract) {
        if (message.type === 'totals') gatherer.take(message);
      },
    },
    job: { budgetMs: 60_000, reconciliation: { ask: EVENTS } },
    counts: { requests: 0, warnings: {} },
    clock: systemClock,
    signal: new AbortController().signal,
  } as unknown as Extraction;
  await askTotals(extraction);
  return gatherer.gathered;
}

describe('what a box office counts', () => {
  it('is told for every event, though it fails on one', async () => {
    const { totals, notAnswered, notShown, notTold } = await asked((id) =>
      id === 'e3' ? new RetryLaterError({ ...fault, code: 'no-answer' }) : null,
    );
    expect(totals).toHaveLength(78);
    expect([notAnswered, notShown, notTold]).toEqual([['p3', 'q3'], [], []]);
  });

  it('is not answered where it fails on all', async () => {
    const { totals, notAnswered } = await asked(() => new RetryLaterError(fault));
    expect([totals.length, new Set(notAnswered).size, notAnswered.length]).toEqual([0, 80, 80]);
  });

  it('is not told where it answers without a number, and not shown where it is not there', async () => {
    const { notAnswered, notShown, notTold } = await asked((id) => {
      if (id === 'e1') return new NotFoundError({ ...fault, code: 'not-found' });
      return id === 'e2' ? [] : id === 'e4' ? ['p4'] : null;
    });
    expect([notAnswered, notShown, notTold.toSorted()]).toEqual([[], ['p1', 'q1'], ['p2', 'q2', 'q4']]);
  });
});
