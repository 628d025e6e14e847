// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the planted sources are text.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const checker = join(import.meta.dirname, '..', '..', 'tools', 'check-walls.mjs');

function check(...root: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [checker, ...root], { encoding: 'utf8' });
  return { status, lines: stdout.trim().split('\n') };
}

test('this repository crosses no wall', () => {
  const { status, lines } = check();
  expect(lines.filter((line) => !line.endsWith(' no wall crossed.'))).toEqual([]);
  expect(status).toBe(0);
});

describe('a tree with one crossing', () => {
  let tree: string;

  const plant = async (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), text);
    }
  };

  beforeEach(async () => {
    tree = await mkdtemp(join(tmpdir(), 'illuminate-walls-'));
    // What is allowed, and what only looks like a crossing.
    await plant({
      'model/src/index.ts': "export const what = 'a row';",
      'contract/src/index.ts': "import { what } from '@illuminate/model';\nexport { what };",
      'connector-kit/src/http/client.ts': "import { request } from 'undici';\nexport { request };",
      'connectors/src/acme/index.ts': "import { what } from '@illuminate/model';\nexport const acme = what;",
      'platform/src/clock.ts': 'export const now = () => Date.now();',
      'platform/src/config/env.ts': 'export const env = process.env;',
      'platform/src/demo/demo-world.ts': "export const provider = 'acme';",
      'platform/src/warehouse/open-store.ts':
        "import { DuckDBInstance } from '@duckdb/node-api';\nexport { DuckDBInstance };",
      'platform/src/innocent.ts': [
        '// Date.now() and process.env are named here in a comment alone; so is import x from "@illuminate/cli".',
        'export const text = `import y from "@illuminate/web"; ${1 + 1} new Date() process.env`;',
        'export const said = \'import z from "@illuminate/cli"\';',
        'export const pattern = /process.env "\'`/;',
        'export const then = new Date(0);',
        'export const app = { fetch: (path: string) => path };',
        "export const got = app.fetch('/');",
      ].join('\n'),
      'model/src/chicken.ts': "import type { Egg } from './egg.ts';\nexport type Chicken = Egg;",
      'model/src/egg.ts': "import type { Chicken } from './chicken.ts';\nexport type Egg = Chicken;",
      'cli/bin/illuminate.mjs': "import '../../tools/run-cli.mjs';",
      'tools/run-cli.mjs': 'export {};',
      'tests/journey.test.ts': "import '@illuminate/platform';\nimport '@illuminate/simulators';",
    });
  });

  afterEach(async () => {
    await rm(tree, { recursive: true, force: true });
  });

  test('is clean before anything is planted', () => {
    expect(check(tree)).toEqual({ status: 0, lines: [expect.stringMatching(/^\d+ files, no wall crossed\.$/)] });
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'an arrow the wrong way',
      { 'model/src/a.ts': "import '@illuminate/contract';" },
      /model\/src\/a\.ts:1: model imports contract; it may import nothing/,
    ],
    [
      'a type alone',
      { 'cli/src/a.ts': "\nimport type { T } from '@illuminate/platform';" },
      /cli\/src\/a\.ts:2: cli imports platform; it may import only contract, delivery, model/,
    ],
    [
      'a re-export',
      { 'contract/src/a.ts': "export * from '@illuminate/connector-kit';" },
      /contract imports connector-kit/,
    ],
    [
      'an import over several lines',
      { 'web/src/a.tsx': "import {\n  one,\n  two,\n} from '@illuminate/connectors';" },
      /web\/src\/a\.tsx:1: web imports connectors/,
    ],
    [
      'an import at run time',
      { 'platform/src/a.ts': "const a = await import('@illuminate/simulators');" },
      /platform imports simulators/,
    ],
    [
      'an import after tricky text',
      { 'cli/src/a.ts': "const r = /[/'\"`]/; const t = `${'}'}`; /* ' */\nimport '@illuminate/platform';" },
      /cli\/src\/a\.ts:2: cli imports platform/,
    ],
    [
      'a relative path into another workspace',
      { 'simulators/src/a.ts': "import { what } from '../../model/src/index.ts';" },
      /simulators imports model; it may import nothing/,
    ],
    [
      'a relative path along an arrow',
      { 'contract/src/a.ts': "import { what } from '../../model/src/index.ts';" },
      /reaches into model by a path; import @illuminate\/model/,
    ],
    ['the platform imported by a client', { 'web/src/a.ts': "import '@illuminate/platform';" }, /web imports platform/],
    [
      'one connector in another',
      { 'connectors/src/other/index.ts': "import { acme } from '../acme/index.ts';" },
      /connector other imports the connector acme/,
    ],
    [
      'a circle of files',
      {
        'model/src/a.ts': "import './b.ts';",
        'model/src/b.ts': "import './c.ts';",
        'model/src/c.ts': "import './a.ts';",
      },
      /imports itself by way of model\/src\/[abc]\.ts, model\/src\/[abc]\.ts/,
    ],
    [
      'a folder without a meaning',
      { 'platform/src/utils/a.ts': 'export {};' },
      /^platform\/src\/utils: a folder named so/,
    ],
    [
      "a connector's name in the platform",
      { 'platform/src/a.ts': "export const isAcme = (id: string) => id === 'acme';" },
      /platform\/src\/a\.ts:1: names the provider acme/,
    ],
    [
      "a provider's name in a comment",
      { 'contract/src/a.ts': '// As Spektrix does.\nexport {};' },
      /contract\/src\/a\.ts:1: names the provider spektrix/,
    ],
    [
      "a provider's name in a locale",
      { 'web/src/en.json': '{ "help": "Ask Ticketsolve." }' },
      /web\/src\/en\.json:1: names the provider ticketsolve/,
    ],
    [
      'a store opened outside the warehouse',
      { 'platform/src/reports/a.ts': "import { DuckDBInstance } from '@duckdb/node-api';" },
      /reaches for DuckDB; go through platform\/src\/warehouse/,
    ],
    [
      'the environment read elsewhere',
      { 'platform/src/a.ts': 'export const port = process.env.PORT;' },
      /reaches for the environment/,
    ],
    [
      'the environment by its module',
      { 'platform/src/a.ts': "import { argv, env } from 'node:process';" },
      /reaches for the environment/,
    ],
    [
      'the environment within a template',
      { 'platform/src/a.ts': 'export const t = `a ${process.env.PORT}`;' },
      /reaches for the environment/,
    ],
    [
      'the time of day asked for elsewhere',
      { 'platform/src/a.ts': 'export const a = Date.now();' },
      /reaches for the time of day; ask the clock/,
    ],
    ['a new Date of now', { 'platform/src/a.ts': 'export const a = new Date();' }, /reaches for the time of day/],
    [
      'undici outside connector-kit/http',
      { 'platform/src/a.ts': "import { request } from 'undici';" },
      /reaches for the network/,
    ],
    [
      'the global fetch',
      { 'connectors/src/acme/a.ts': "export const a = fetch('https://example.org');" },
      /reaches for the network/,
    ],
  ])('%s fails', async (_what, files, expected) => {
    await plant(files);
    const { status, lines } = check(tree);
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(expected)]);
  });
});
