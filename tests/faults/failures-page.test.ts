import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startNode } from '../support/start-process.ts';
import { program } from '../support/start-simulator.ts';

// The page of failures names every fault that the simulators have, and tests that are there.

const root = join(import.meta.dirname, '..', '..');
/** The sections of the page in which a simulator's faults are. */
const SECTIONS = { spektrix: ['A Spektrix box office'], ticketsolve: ['A Ticketsolve box office', 'Whoever delivers'] };
const TEST = /^(tests|platform\/src)\/.+\.test\.ts$/;

interface Line {
  readonly section: string;
  readonly cells: readonly string[];
}
let lines: readonly Line[];

beforeAll(async () => {
  const page = await readFile(join(root, 'docs', 'operating', 'failures.md'), 'utf8');
  lines = page.split(/^## /m).flatMap((part) => {
    const [section = '', ...rest] = part.split('\n');
    const rows = rest.filter((line) => line.startsWith('| ') && !line.startsWith('| fault |'));
    return rows.map((row) => ({
      section,
      cells: row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    }));
  });
});

const quoted = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');

async function faultsOf(simulator: string): Promise<string[]> {
  const process = startNode([...program('simulate', 'simulators/src/main.ts'), simulator, '--help']);
  await process.ended;
  const [, list = ''] = process.output().split(/^Faults$/m);
  return [...list.matchAll(/^ {2}([a-z][a-z0-9-]+) /gm)].map((match) => match[1] ?? '');
}

test.each(Object.entries(SECTIONS))('every fault of the %s simulator has a line', async (simulator, sections) => {
  const named = lines.filter(({ section }) => sections.includes(section)).flatMap(({ cells }) => quoted(cells[0]));
  const faults = await faultsOf(simulator);
  expect(faults.length).toBeGreaterThan(20);
  expect(new Set(named)).toEqual(new Set(faults));
});

test('every line says what is done, what is seen, and names tests that are there', () => {
  expect(lines.length).toBeGreaterThan(50);
  const wanting = lines.filter(({ cells }) => {
    const tests = quoted(cells[3]);
    return (
      cells.length !== 4 ||
      cells.some((cell) => cell === '') ||
      tests.length === 0 ||
      tests.some((path) => !TEST.test(path) || !existsSync(join(root, path)))
    );
  });
  expect(wanting.map(({ cells }) => cells[0])).toEqual([]);
});
