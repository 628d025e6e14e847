import { expect, test } from 'vitest';
import { createPageGatherer, type KeptLine, readPageContent } from './page-content.ts';

const answer = (stream: string) => ({ stream, requestedAt: 7, place: null });

test('what was gathered comes back, answer by answer, with what normalisers need beside it', () => {
  const references = { plans: new Map([['1A', { name: 'Stalls – «Zażółć»', capacity: 7 }]]) };
  const pages = createPageGatherer(() => references);
  expect(pages.take()).toBeNull();
  pages.begin(answer('events'));
  pages.begin(answer('orders'));
  for (let nth = 0; nth < 450; nth += 1)
    pages.add({ id: `${nth}`, note: undefined, big: 'x'.repeat(nth === 3 ? 300_000 : 3) });
  pages.begin({ ...answer('venues'), place: 'the whole list' });
  pages.add(null);
  const content = pages.take();
  if (content === null) throw new Error('nothing was gathered');
  expect(pages.take()).toBeNull();
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

test('what was given up is in no file', () => {
  const pages = createPageGatherer(() => null);
  pages.begin(answer('orders'));
  pages.add({ id: 'given up' });
  pages.discard();
  pages.begin(answer('orders'));
  pages.add({ id: 'kept' });
  const content = pages.take();
  expect(JSON.stringify([...readPageContent(content ?? new Uint8Array()).lines])).not.toContain('given up');
});
