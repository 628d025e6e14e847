import { AbortSyncError, type Connector, type Fault, NotFoundError, RetryLaterError } from '@illuminate/connector-kit';
import { describe, expect, it } from 'vitest';
import type { AnyStream } from './extraction.ts';
import { type OneRead, readEach } from './read-by-id.ts';

const signal = new AbortController().signal;
const fault = { code: 'box-office-failing', cause: 'c', whoActs: 'nobody', nextStep: 'n' } as const;
const failing = (code: string = fault.code) => new RetryLaterError({ ...fault, code });
const FAILURES = [
  'box-office-failing',
  'unreadable-answer',
  'connection-lost',
  'no-answer',
  'slow-answer',
  'challenge-page',
  'rate-limited',
];

/** Reads ids at a box office that does to each what `answer` says; `isUp` is what another question finds. */
async function read(
  ids: readonly string[],
  answer: (id: string, nth: number) => unknown,
  isUp = true,
  failed = new Map<string, Fault>(),
) {
  const asked: string[] = [];
  const connector = {
    limits: { concurrency: 4, windowDays: 4 },
    references: async () => {
      if (!isUp) throw failing();
    },
  } as unknown as Connector;
  const stream = {
    name: 'events',
    async byId(_: unknown, id: string) {
      asked.push(id);
      const found = await answer(id, asked.filter((other) => other === id).length);
      if (found instanceof Error) throw found;
      return { records: [found], requestedAt: 0 };
    },
  } as unknown as AnyStream;
  const ones: OneRead<string>[] = [];
  const asking = { client: null, signal, connector, failing: failed };
  for await (const one of readEach(asking, stream, ids, (id) => id)) ones.push(one);
  return {
    asked,
    of: (id: string) => ones.find(({ item }) => item === id),
    count: ones.length,
    order: ones.map(({ item }) => item),
  };
}
const ids = Array.from({ length: 60 }, (_, n) => `${n}A`);

describe('things read one by one', () => {
  it('come or are not there', async () => {
    const { of, count, asked } = await read(ids, (id) => (id === '3A' ? new NotFoundError(fault) : { id }));
    expect([count, asked.length]).toEqual([60, 60]);
    expect(of('3A')).toEqual({ item: '3A', page: null, fault: null });
    expect(of('4A')?.page?.records).toEqual([{ id: '4A' }]);
  });

  it.each(FAILURES)('are not held up by one that always ends in %s', async (code) => {
    const { of, count, asked } = await read(ids, (id) => (id === '3A' ? failing(code) : { id }));
    expect(count).toBe(60);
    expect(of('3A')).toEqual({ item: '3A', page: null, fault: { ...fault, code } });
    expect(asked.filter((id) => id === '3A')).toHaveLength(2);
  });

  it('are not held up while one keeps us waiting', async () => {
    let rest = (): void => undefined;
    const others = new Promise<void>((resolve) => {
      rest = resolve;
    });
    const { of, order } = await read(ids, async (id, nth) => {
      if (id === '59A') rest();
      if (id !== '3A' || nth > 1) return { id };
      await others;
      return failing('no-answer');
    });
    expect(order.at(-1)).toBe('3A');
    expect(of('3A')?.page?.records).toEqual([{ id: '3A' }]);
  });

  it('are left alone for the rest of the run once they have failed', async () => {
    const failed = new Map<string, Fault>();
    const answer = (id: string) => (id === '3A' ? failing('no-answer') : { id });
    await read(ids, answer, true, failed);
    const { of, asked } = await read(ids, answer, true, failed);
    expect(of('3A')?.fault?.code).toBe('no-answer');
    expect(asked).not.toContain('3A');
  });

  it('are asked for again where it failed for a moment', async () => {
    const { of, count } = await read(ids, (id, nth) => (id.endsWith('7A') && nth === 1 ? failing() : { id }));
    expect(count).toBe(60);
    for (const id of ids) expect(of(id)?.page?.records).toEqual([{ id }]);
  });

  it.each(FAILURES)('wait where the box office ends altogether in %s', async (code) => {
    await expect(read(['3A'], () => failing(code), false)).rejects.toThrow(RetryLaterError);
    await expect(read(ids, () => failing(code))).rejects.toMatchObject({ fault: { code } });
    let left = 30;
    const until = async () => read(ids, (id) => (left-- > 0 ? { id } : failing(code)));
    await expect(until()).rejects.toMatchObject({ fault: { code } });
  });

  it.each(['rate-limited', 'challenge-page'])('are not asked for again and again after %s', async (code) => {
    let count = 0;
    const answer = () => {
      count += 1;
      return failing(code);
    };
    await expect(read(ids, answer)).rejects.toMatchObject({ fault: { code } });
    expect(count).toBeLessThan(8);
  });

  it('end with a refusal that is not theirs', async () => {
    await expect(read(ids, () => new AbortSyncError(fault))).rejects.toThrow(AbortSyncError);
    await expect(read(ids, () => failing('host-not-found'))).rejects.toThrow(RetryLaterError);
  });
});
