import { type ConnectionSummary, connectionSummary, platformStatus } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOY } from '../context-for-tests.ts';
import { seedFleet } from '../fleet/seed-fleet-for-tests.ts';
import { type ApiForTests, startApiForTests } from './api-for-tests.ts';

let api: ApiForTests;

beforeAll(async () => {
  api = await startApiForTests();
  const { context, clock } = api.box;
  await seedFleet(context.db, { count: 3, now: clock.now(), provider: TOY });
});

afterAll(() => api.close());

const get = (path: string, signal?: AbortSignal) =>
  fetch(`${api.address}/api/v1${path}`, {
    headers: { authorization: `Bearer ${api.operatorKey}` },
    ...(signal === undefined ? {} : { signal }),
  });

/** The names of the first connections that a stream tells of. `onOpen` once it is open. */
async function firstTold(path: string, count: number, onOpen: () => Promise<void>): Promise<string[]> {
  const over = new AbortController();
  const response = await get(path, over.signal);
  await onOpen();
  const told: ConnectionSummary[] = [];
  let text = '';
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    const lines = text.split('\n').filter((line) => line.startsWith('data: ') && line.endsWith('}'));
    told.splice(0, told.length, ...lines.map((line) => connectionSummary.parse(JSON.parse(line.slice(6)))));
    if (told.length >= count) break;
  }
  over.abort();
  return told.map(({ name }) => name);
}

/** As somebody who changes a connection elsewhere. */
async function pause(number: number): Promise<void> {
  const { clock, context } = api.box;
  const { db, changes } = context;
  await db.updateTable('connections').set({ state: 'paused' }).where('id', '=', `con_${number}`).execute();
  changes.changed(`con_${number}`);
  // Changes are told of together.
  await clock.advance(300);
}

test('the stream begins with every connection, and goes on with what changes', async () => {
  const told = await firstTold('/connections/events', 4, () => pause(2));
  expect(told).toEqual([...[0, 1, 2].map((number) => `org-000${number}-${TOY}`), `org-0002-${TOY}`]);
});

test('whoever wants only what changes is told of nothing else', async () => {
  expect(await firstTold('/connections/events?first=none', 1, () => pause(1))).toEqual([`org-0001-${TOY}`]);
});

test('the status comes with the connections, or without them and otherwise whole', async () => {
  const read = async (path: string) => platformStatus.parse(await (await get(path)).json());
  const whole = await read('/status');
  expect(whole.connections).toHaveLength(3);
  const light = await read('/status?connections=none');
  expect({ ...light, now: whole.now }).toEqual({ ...whole, connections: [] });
});
