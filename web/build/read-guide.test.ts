import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Block, Inline } from '../src/guide/guide-page.ts';
import { paths } from '../src/paths.ts';
import { passagesOf, readGuide, readPage } from './read-guide.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'guide');
const END = '\n\n*Last reviewed: 2026-11-29*\n';
const page = (text: string) =>
  readPage(`# Title\n\nLead.\n\n${text}${END}`, { file: '/docs/a.md', files: new Map([['/docs/b.md', 'b']]) });

const linesOf = (blocks: readonly Block[]): Inline[] =>
  blocks.flatMap((block) => {
    switch (block.as) {
      case 'list':
        return block.items.flatMap(linesOf);
      case 'table':
        return [block.head, ...block.rows].flat(2);
      case 'quote':
        return linesOf(block.of);
      case 'code':
        return [];
      case 'way':
        return [{ as: 'app', to: block.to, of: block.of }];
      default:
        return [...block.of];
    }
  });

describe('the guide', () => {
  test('names pages that are there, each on a way and with the day of its last review', async () => {
    const { guide } = await readGuide(FOLDER);
    expect(guide.pages.length).toBeGreaterThan(15);
    const slugs = guide.pages.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const { title, pages } of [...guide.ways, ...guide.parts]) {
      expect(title).not.toBe('');
      for (const slug of pages) expect(slugs).toContain(slug);
    }
    for (const { reviewed } of guide.pages) expect(Number.isNaN(Date.parse(reviewed))).toBe(false);
  });

  test('leads to places of the app, and to places on pages, that are there', async () => {
    const { guide } = await readGuide(FOLDER);
    const places: readonly string[] = Object.values(paths);
    const anchors = new Map(
      guide.pages.map(({ slug, blocks }) => [
        slug,
        blocks.flatMap((block) => (block.as === 'heading' ? [block.id] : [])),
      ]),
    );
    for (const { slug, blocks, lead } of guide.pages) {
      for (const line of [...linesOf(blocks), ...lead]) {
        if (typeof line === 'string') continue;
        if (line.as === 'app') expect(places, `${slug} leads to ${line.to}`).toContain(line.to.replace(/[?#].*$/, ''));
        if (line.as === 'page' && line.anchor !== null) expect(anchors.get(line.page)).toContain(line.anchor);
      }
    }
  });

  test('is found by what stands in it', async () => {
    const { guide } = await readGuide(FOLDER);
    const passages = passagesOf(guide);
    expect(passages.some(({ page: slug, text }) => slug === 'event-id' && text.includes('Output Columns'))).toBe(true);
  });
});

describe('a page', () => {
  test('is text, steps, tables and links', () => {
    const { blocks } = page('## A part\n\n1. **One** [b](b.md#x)\n2. `two`\n\n| a | b |\n| - | - |\n| 1 | 2 |');
    expect(blocks).toEqual([
      { as: 'heading', level: 2, id: 'a-part', of: ['A part'] },
      {
        as: 'list',
        ordered: true,
        items: [
          [
            {
              as: 'paragraph',
              of: [{ as: 'strong', of: ['One'] }, ' ', { as: 'page', page: 'b', anchor: 'x', of: ['b'] }],
            },
          ],
          [{ as: 'paragraph', of: [{ as: 'code', text: 'two' }] }],
        ],
      },
      { as: 'table', head: [['a'], ['b']], rows: [[['1'], ['2']]] },
    ]);
  });

  test('leads into the app by the address on the reader’s own machine', () => {
    expect(page('→ [Here](http://127.0.0.1:4310/reports/event-ids)').blocks).toEqual([
      { as: 'way', to: '/reports/event-ids', of: ['Here'] },
    ]);
  });

  test('keeps the words of a link to a document that is no page', () => {
    expect(page('See [the log](../operating/log.md).').blocks).toEqual([
      { as: 'paragraph', of: ['See ', 'the log', '.'] },
    ]);
  });

  test.each([
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['HTML in a line', 'Text <script>alert(1)</script>.'],
    ['a picture', '![x](y.png)'],
  ])('that holds %s stops the build', (_, text) => {
    expect(() => page(text)).toThrow(/^\/docs\/a\.md: the guide cannot draw/);
  });

  test('with a column that has no heading stops the build', () => {
    expect(() => page('| a | |\n| - | - |\n| 1 | 2 |')).toThrow(/^\/docs\/a\.md: a column has no heading/);
  });

  test('of which nobody knows when it was last reviewed stops the build', () => {
    const place = { file: '/docs/a.md', files: new Map<string, string>() };
    expect(() => readPage('# Title\n\nLead.\n\nText.\n', place)).toThrow('Last reviewed');
  });
});
