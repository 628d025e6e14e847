import { expect, test } from 'vitest';
import { parseOptions, spektrix } from './command.ts';
import { FAULTS } from './faults/fault-names.ts';

test('options are read from words, with their defaults', () => {
  const options = parseOptions([
    '--port',
    '0',
    '--seed',
    '7',
    '--fault',
    'hang,times=1',
    '--mode',
    'sync-absent',
    '--allow',
    'demo1',
  ]);
  expect(options).toMatchObject({
    port: 0,
    seed: 7,
    world: 'generated',
    events: 200,
    orders: 50_000,
    customers: null,
    allowed: ['demo1'],
  });
  expect(options.faults.map((each) => each.name)).toEqual(['hang', 'sync-absent']);
});

test.each([
  [['--fault', 'nonsense'], 'nonsense'],
  [['--world', 'moon'], 'moon'],
  [['--orders', 'many'], 'many'],
  [['--until', 'tomorrow'], 'tomorrow'],
  [['--zone', 'Mars/Olympus'], 'Mars/Olympus'],
  [['--colour', 'red'], '--colour'],
])('%s is refused, and the word is named', (words, named) => {
  expect(() => parseOptions(words)).toThrow(named);
});

test('the help names every fault in one line', () => {
  const lines = spektrix.help().split('\n');
  for (const name of Object.keys(FAULTS)) expect(lines.filter((line) => line.startsWith(`  ${name} `))).toHaveLength(1);
});
