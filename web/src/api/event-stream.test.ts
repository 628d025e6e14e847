import { expect, test } from 'vitest';
import { createEventParser, followEvents, type StreamState, waitBefore } from './event-stream.ts';

function parse(...pieces: string[]): string[] {
  const got: string[] = [];
  const feed = createEventParser((data) => got.push(data));
  for (const piece of pieces) feed(piece);
  return got;
}

test('an event is given when its blank line arrives, however it was cut', () => {
  expect(parse('data: {"a":1}\n\n')).toEqual(['{"a":1}']);
  expect(parse('da', 'ta: {"a"', ':1}\n', '\n')).toEqual(['{"a":1}']);
  expect(parse('data: unfinished\n')).toEqual([]);
});

test('names, ids and comments are passed over; several data lines are one event', () => {
  expect(parse(': still here\n\nevent: connection\nid: 7\ndata: one\ndata: two\n\n')).toEqual(['one\ntwo']);
});

test('carriage returns end lines too, also when a piece ends between the two characters', () => {
  expect(parse('data: one\r\n\r\ndata: two\r', '\n\r\n')).toEqual(['one', 'two']);
});

test('waits double up to half a minute and never fall under half of that', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((n) => waitBefore(n, () => 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  expect(waitBefore(6, () => 0)).toBe(15_000);
});

const answer = (text: string) => new Response(text);

async function follow(answers: (() => Response)[], isRefusal = (_err: unknown) => false) {
  const states: StreamState[] = [];
  const data: string[] = [];
  const waits: number[] = [];
  await new Promise<void>((resolve) => {
    const queue = [...answers];
    const stop = followEvents({
      open: async () => {
        const next = queue.shift();
        if (next === undefined) {
          stop();
          resolve();
          throw new Error('nothing left');
        }
        return next();
      },
      onData: (one) => data.push(one),
      onState: (state) => {
        states.push(state);
        if (state === 'refused') resolve();
      },
      isRefusal,
      wait: async (ms) => void waits.push(ms),
      random: () => 1,
    });
  });
  return { states, data, waits };
}

test('a stream that ends is opened again, and waiting starts afresh once data has come', async () => {
  const fail = () => {
    throw new Error('no route');
  };
  const { states, data, waits } = await follow([() => answer('data: 1\n\n'), fail, fail, () => answer('data: 2\n\n')]);
  expect(data).toEqual(['1', '2']);
  expect(waits).toEqual([1_000, 2_000, 4_000, 1_000]);
  expect(states.slice(0, 3)).toEqual(['connecting', 'live', 'reconnecting']);
});

test('a refusal ends it', async () => {
  const { states, waits } = await follow(
    [
      () => {
        throw new Error('signed out');
      },
    ],
    () => true,
  );
  expect(states).toEqual(['connecting', 'refused']);
  expect(waits).toEqual([]);
});

test('silence is a break', async () => {
  const silent = new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array()) }));
  const states: StreamState[] = [];
  await new Promise<void>((resolve) => {
    const stop = followEvents({
      open: async () => silent,
      onData: () => {},
      onState: (state) => {
        states.push(state);
        if (state !== 'reconnecting') return;
        stop();
        resolve();
      },
      isRefusal: () => false,
      silenceMs: 20,
    });
  });
  expect(states).toEqual(['connecting', 'live', 'reconnecting']);
});
