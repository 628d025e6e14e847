import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { type Block, formatBlock } from './output.ts';
import { formatBar } from './progress-bar.ts';

const table: Block = {
  kind: 'table',
  columns: [{ title: 'Connection' }, { title: 'Status' }, { title: 'Next' }],
  rows: [
    ['harbour', { text: '✓ Up to date', tone: 'ok' }, 'in 40 s'],
    ['riverside', { text: '✗ Failed', tone: 'bad' }, '-'],
  ],
};

test('colour adds nothing that is not there without it, and moves nothing', () => {
  const plain = formatBlock(table, false);
  const coloured = formatBlock(table, true);
  expect(plain).toEqual([
    'Connection  Status        Next',
    'harbour     ✓ Up to date  in 40 s',
    'riverside   ✗ Failed      -',
  ]);
  expect(coloured.join('\n')).toContain('\u001b[32m✓ Up to date\u001b[39m');
  expect(coloured.map(stripVTControlCharacters)).toEqual(plain);
});

test('facts line up and leave out what is not known', () => {
  const facts: Block = {
    kind: 'facts',
    facts: [
      ['State', 'active'],
      ['Signed in as', null],
      ['Holds', '4 events'],
    ],
  };
  expect(formatBlock(facts, false)).toEqual(['State  active', 'Holds  4 events']);
});

test('lists are numbered where the order counts', () => {
  expect(formatBlock({ kind: 'list', title: 'Steps', items: ['Open', 'Turn on'], numbered: true }, false)).toEqual([
    'Steps:',
    '  1. Open',
    '  2. Turn on',
  ]);
});

test('a bar is full when all is done, and absent when the whole is not known', () => {
  expect(formatBar(64, 64)).toBe(`[${'█'.repeat(24)}] 100 %`);
  expect(formatBar(63, 64)).toMatch(/ 98 %$/);
  expect(formatBar(1, 2)).toBe(`[${'█'.repeat(12)}${'░'.repeat(12)}] 50 %`);
  expect(formatBar(70, 64)).toMatch(/ 100 %$/);
  expect(formatBar(0, 0)).toBe('');
});
