import { describe, expect, it } from 'vitest';
import { AbortSyncError } from '../errors.ts';
import { followPages, type LinkedPage } from './follow-pages.ts';

type Pages = Readonly<Record<string, LinkedPage<number>>>;

async function read(pages: Pages, first = 'a'): Promise<number[]> {
  const found: number[] = [];
  const fetch = async (at: string): Promise<LinkedPage<number>> => pages[at] ?? { records: [], next: null };
  for await (const page of followPages({ first, fetch, title: 'Box', route: 'things' })) found.push(...page.records);
  return found;
}

describe('pages are followed', () => {
  it('to the end', async () => {
    expect(await read({ a: { records: [1, 2], next: 'b' }, b: { records: [3], next: null } })).toEqual([1, 2, 3]);
  });

  it('through empty ones', async () => {
    const pages = { a: { records: [], next: 'b' }, b: { records: [], next: 'c' }, c: { records: [1], next: null } };
    expect(await read(pages)).toEqual([1]);
  });

  it.each<[string, Pages]>([
    ['a page names itself', { a: { records: [1], next: 'a' } }],
    ['pages go round', { a: { records: [1], next: 'b' }, b: { records: [2], next: 'a' } }],
    ['a page repeats the one before', { a: { records: [1], next: 'b' }, b: { records: [1], next: 'c' } }],
  ])('but not when %s', async (_, pages) => {
    await expect(read(pages)).rejects.toThrow(AbortSyncError);
  });
});
