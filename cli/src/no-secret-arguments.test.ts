import { expect, test } from 'vitest';
import { run } from '../test/run.ts';

// Everybody on a machine can read the arguments of its processes.

const NOWHERE = 'http://127.0.0.1:9';

/** The options of a command and of those under it, as their help lists them. */
async function optionsUnder(command: readonly string[]): Promise<string[]> {
  const { out } = await run(NOWHERE, [...command, '--help']);
  const [, commands = ''] = out.split(/^Commands:$/m);
  const names = [...commands.matchAll(/^ {2}([a-z][a-z-]*)/gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'help');
  const below = await Promise.all(names.map((name) => optionsUnder([...command, name])));
  const own = [...out.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+(?: <\S+>)?)/gm)].map((match) => match[1] ?? '');
  return [...own, ...below.flat()];
}

test('no option takes a secret, only the file that it is in, or standard input', async () => {
  const options = await optionsUnder([]);
  expect(options).toContain('--secret-stdin');
  expect(options.length).toBeGreaterThan(40);
  const withValue = options.filter((option) => option.includes('<'));
  expect(
    withValue.filter(
      (option) => /secret|password|passphrase|token|key/.test(option) && !/<file>|-file <|-id </.test(option),
    ),
  ).toEqual([]);
});
