import { type Connector, RetryLaterError } from '@illuminate/connector-kit';
import { expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import type { AnyStream, Extraction } from '../extraction.ts';
import { REREAD_DONE } from '../plan.ts';
import { reread } from './reread.ts';

const failing = () => new RetryLaterError({ code: 'box-office-failing', cause: 'c', whoActs: 'nobody', nextStep: 'n' });
const ids = Array.from({ length: 15 }, (_, n) => `${n}A`);

/** Reads ids again that all fail still. @returns which cursors were moved */
async function readAgain(isUp: boolean): Promise<string[]> {
  const moved: string[] = [];
  const stream = { name: 'orders', byId: () => Promise.reject(failing()) } as unknown as AnyStream;
  const references = isUp ? async () => undefined : () => Promise.reject(failing());
  const extraction = {
    connector: { limits: { concurrency: 4, windowDays: 4 }, references } as unknown as Connector,
    streams: new Map([['orders', stream]]),
    io: { tell() {} },
    clock: systemClock,
    signal: new AbortController().signal,
    failing: new Map(),
    counts: {},
    batch: { refuse() {}, moveCursor: (name: string) => void moved.push(name), flush: async () => undefined },
  } as unknown as Extraction;
  await reread(extraction, 'orders', ids);
  return moved;
}

it('records that failed before and all fail again keep nothing else waiting', async () => {
  expect(await readAgain(true)).toEqual([REREAD_DONE]);
});

it('an outage waits', async () => {
  await expect(readAgain(false)).rejects.toThrow(RetryLaterError);
});
