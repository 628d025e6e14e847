import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createPageGatherer, type KeptLine, readPageContent } from './page-content.ts';

const answer = (stream: string) => ({ stream, requestedAt: 7, place: null });

test('what was gathered comes back, answer by answer, with what normalisers need beside it', async () => {
  const references = { plans: new Map([['1A', { name: 'Stalls – «Zażółć»', capacity: 7 }]]) };
  const pages = createPageGatherer(() => references);
  expect(await pages.take()).toBeNull();
  pages.begin(answer('events'));
  pages.begin(answer('orders'));
  for (let nth = 0; nth < 450; nth += 1)
    pages.add((out) => out.value({ id: `${nth}`, note: undefined, big: 'x'.repeat(nth === 3 ? 300_000 : 3) }));
  pages.begin({ ...answer('venues'), place: 'the whole list' });
  pages.add((out) => out.value(null));
  const content = await pages.take();
  if (content === null) throw new Error('nothing was gathered');
  expect(await pages.take()).toBeNull();
  const opened = readPageContent(content);
  expect(opened.references).toEqual(references);
  const lines: KeptLine[] = [...opened.lines];
  expect(lines.map(({ stream, records }) => [stream, records.length])).toEqual([
    ['orders', 200],
    ['orders', 200],
    ['orders', 50],
    ['venues', 1],
  ]);
  expect(new Set(lines.map((line) => line.answer)).size).toBe(2);
  expect(lines.flatMap(({ records }) => records)[449]).toEqual({ id: '449', big: 'xxx' });
  expect(lines[3]).toMatchObject({ requestedAt: 7, place: 'the whole list', records: [null] });
});

test('what was given up is in no file', async () => {
  const pages = createPageGatherer(() => null);
  pages.begin(answer('orders'));
  pages.add((out) => out.value({ id: 'given up' }));
  pages.discard();
  pages.begin(answer('orders'));
  pages.add((out) => out.value({ id: 'kept' }));
  const content = await pages.take();
  expect(JSON.stringify([...readPageContent(content ?? new Uint8Array()).lines])).not.toContain('given up');
});

test('pieces come back in the order in which they were written, whoever was first to compress one', async () => {
  const pages = createPageGatherer(() => null);
  pages.begin(answer('orders'));
  // Noise is compressed slowly, and there is far more of it than is compressed beside at once.
  const records = Array.from({ length: 24_000 }, (_, nth) => ({
    nth,
    noise: createHash('sha512').update(`${nth}`).digest('hex'),
  }));
  for (const record of records) pages.add((out) => out.value(record));
  const content = await pages.take();
  const lines = [...readPageContent(content ?? new Uint8Array()).lines];
  expect(lines.flatMap((line) => line.records)).toEqual(records);
});

test('what earlier versions kept opens, and what was cut short or is none of ours does not', async () => {
  const lines = [
    '{"format":1,"references":{"plans":{"@map":[["1A",{"capacity":7}]]}}}',
    '{"answer":1,"stream":"orders","requestedAt":7,"place":null,"records":[{"id":"1A"},{"id":"2A"}]}',
  ];
  const earlier = Buffer.concat(lines.map((line) => gzipSync(`${line}\n`)));
  const opened = readPageContent(earlier);
  expect(opened.references).toEqual({ plans: new Map([['1A', { capacity: 7 }]]) });
  expect([...opened.lines].flatMap(({ records }) => records)).toEqual([{ id: '1A' }, { id: '2A' }]);

  const pages = createPageGatherer(() => null);
  pages.begin(answer('orders'));
  pages.add((out) => out.value({ id: '1A' }));
  const content = (await pages.take()) ?? new Uint8Array();
  expect([...readPageContent(content).lines]).toHaveLength(1);
  for (const wrong of [content.subarray(0, -1), content.subarray(0, 4), Buffer.from('neither'), new Uint8Array()]) {
    expect(() => readPageContent(wrong)).toThrow();
  }
});
