import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const MAIN = join(dirname(fileURLToPath(import.meta.url)), 'main.ts');
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts the command as a process of its own and waits for its ready line. */
async function start(...words: string[]): Promise<{ child: ChildProcess; output: string; origin: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, 'spektrix', '--port', '0', ...words]);
  started.push(child);
  let output = '';
  for await (const piece of child.stdout) {
    output += String(piece);
    const ready = /^Spektrix simulator is ready: (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output);
    if (ready?.[1]) return { child, output, origin: ready[1] };
  }
  throw new Error(`It ended before it was ready: ${output}`);
}

const world = ['--orders', '400', '--events', '10', '--until', '2025-11-20T12:00:00Z', '--seed', '5'];

test('two processes with one seed serve the same bytes; they end with SIGTERM, or with their parent', async () => {
  const [one, two] = await Promise.all([start(...world), start(...world, '--exit-with-parent')]);
  const read = async (origin: string, path: string) =>
    (await fetch(`${origin}/${path}`, { headers: { 'user-agent': 'test/1' } })).text();
  for (const path of ['__simulator/truth', '__simulator/journal', '__simulator/personal', 'demo1/api/v3/instances']) {
    const bytes = await read(one.origin, path);
    expect(bytes.length).toBeGreaterThan(1_000);
    expect(await read(two.origin, path)).toBe(bytes);
  }
  expect(one.output).toContain('demo1');
  expect(one.output).toContain('IlluminatePartner');
  one.child.kill('SIGTERM');
  expect(await once(one.child, 'exit')).toEqual([0, null]);
  two.child.stdin?.destroy();
  expect(await once(two.child, 'exit')).toEqual([0, null]);
});
