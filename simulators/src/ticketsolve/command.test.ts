import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions, ticketsolve } from './command.ts';
import { FAULTS } from './faults/fault-names.ts';
import { readOpened } from './opened.ts';

test('options are read from words; sizes mean a generated world', () => {
  expect(parseOptions(['--seed', '7', '--fault', 'hang,times=1'])).toMatchObject({
    seed: 7,
    port: 4420,
    world: 'demo',
  });
  expect(parseOptions(['--shows', '9', '--performances', '20', '--generation', '2018'])).toMatchObject({
    world: 'generated',
    shows: 9,
    performances: 20,
    generation: 2018,
  });
});

test.each([
  [['--fault', 'nonsense'], 'nonsense'],
  [['--world', 'moon'], 'moon'],
  [['--world', 'demo', '--shows', '3'], '--shows'],
  [['--shows', 'many'], 'many'],
  [['--until', 'tomorrow'], 'tomorrow'],
  [['--generation', '2020'], '2020'],
  [['--colour', 'red'], '--colour'],
])('%s is refused, and the word is named', (words, named) => {
  expect(() => parseOptions(words)).toThrow(named);
});

test('the help names every fault in one line', () => {
  const lines = ticketsolve.help().split('\n');
  for (const name of Object.keys(FAULTS)) expect(lines.filter((line) => line.startsWith(`  ${name} `))).toHaveLength(1);
});

test('the state file keeps when the world was opened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketsolve-simulator-'));
  try {
    const file = join(folder, 'state.json');
    expect([readOpened(file, 1_000), readOpened(file, 2_000)]).toEqual([1_000, 1_000]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
