import { AbortSyncError, type Connector, NotFoundError, RetryLaterError } from '@illuminate/connector-kit';
import { describe, expect, it } from 'vitest';
import type { AnyStream } from './extraction.ts';
import { type OneRead, readEach } from './read-by-id.ts';

const signal = new AbortController().signal;
const fault = { code: 'box-office-failing', cause: 'c', whoActs: 'nobody', nextStep: 'n' } as const;
const failing = () => new RetryLaterError(fault);

/** Reads ids at a box office that does to each what `answer` says; `isUp` is what another question finds. */
async function read(ids: readonly string[], answer: (id: string, nth: number) => unknown, isUp = true) {
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
      const found = answer(id, asked.filter((other) => other === id).length);
      if (found instanceof Error) throw found;
      return { records: [found], requestedAt: 0 };
    },
  } as unknown as AnyStream;
  const ones: OneRead<string>[] = [];
  for await (const one of readEach({ client: null, signal, connector }, stream, ids, (id) => id)) ones.push(one);
  return { asked, of: (id: string) => ones.find(({ item }) => item === id), count: ones.length };
}
const ids = Array.from({ length: 60 }, (_, n) => `${n}A`);

describe('things read one by one', () => {
  it('come or are not there', async () => {
    const { of, count, asked } = await read(ids, (id) => (id === '3A' ? new NotFoundError(fault) : { id }));
    expect([count, asked.length]).toEqual([60, 60]);
    expect(of('3A')).toEqual({ item: '3A', page: null, fault: null });
    expect(of('4A')?.page?.records).toEqual([{ id: '4A' }]);
  });

  it('are not held up by one that the box office always fails on', async () => {
    const { of, count } = await read(ids, (id) => (id === '3A' ? failing() : { id }));
    expect(count).toBe(60);
    expect(of('3A')).toEqual({ item: '3A', page: null, fault });
  });

  it('are asked for again where it failed for a moment', async () => {
    const { of, count } = await read(ids, (id, nth) => (id.endsWith('7A') && nth === 1 ? failing() : { id }));
    expect(count).toBe(60);
    for (const id of ids) expect(of(id)?.page?.records).toEqual([{ id }]);
  });

  it('wait where the box office fails altogether', async () => {
    await expect(read(['3A'], failing, false)).rejects.toThrow(RetryLaterError);
    await expect(read(ids, failing)).rejects.toThrow(RetryLaterError);
  });

  it('end with a refusal that is not theirs', async () => {
    await expect(read(ids, () => new AbortSyncError(fault))).rejects.toThrow(AbortSyncError);
    await expect(read(ids, () => new RetryLaterError({ ...fault, code: 'rate-limited' }))).rejects.toThrow(
      RetryLaterError,
    );
  });
});
