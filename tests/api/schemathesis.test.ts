import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import type { StartedPlatform } from '../support/start-platform.ts';

// Requests that Schemathesis generates from the OpenAPI document, right ones and wrong ones, against a running demo: no error of
// ours, no status and no shape that the document does not know. The same requests in every run.

const root = join(import.meta.dirname, '..', '..');
const PROGRAM = join(root, '.cache', 'schemathesis', 'bin', 'schemathesis');
const INSTALL =
  'python3 -m venv .cache/schemathesis && .cache/schemathesis/bin/pip install -r tests/api/requirements.txt';
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

/** A stream that does not end, and deeds that carry a whole store about. */
const LEFT_OUT = ['watchConnections', 'takeBackup', 'restoreStore', 'copyStore'];

const isHere = existsSync(PROGRAM);
if (!isHere && process.env.CI_REQUIRE_SCHEMATHESIS === '1') {
  throw new Error(`Schemathesis is required here and is not at ${PROGRAM}: ${INSTALL}`);
}

interface Run {
  readonly platform: StartedPlatform;
  readonly folder: string;
  readonly phases: string;
  readonly examples: number;
  /** What parameters of these names are set to. */
  readonly named: Readonly<Record<string, string>>;
}

async function schemathesis(run: Run): Promise<{ code: number | null; said: string }> {
  const { platform, folder, phases, examples, named } = run;
  const config = join(folder, 'schemathesis.toml');
  const parameters = Object.entries(named).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  await writeFile(config, ['[parameters]', ...parameters, ''].join('\n'));
  const options = {
    url: platform.address,
    header: `Authorization: Bearer ${platform.operatorKey}`,
    checks: CHECKS.join(','),
    phases,
    'max-examples': String(examples),
    'request-timeout': '30',
    warnings: 'off',
    'suppress-health-check': 'all',
  };
  const args = [
    ...['--config-file', config, 'run', `${platform.address}/api/v1/openapi.json`],
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ...['--generation-deterministic', '--no-shrink', '--no-color'],
    ...LEFT_OUT.flatMap((id) => ['--exclude-operation-id', id]),
  ];
  const env = { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8' };
  const child = spawn(PROGRAM, args, { cwd: folder, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said: said.replaceAll(platform.operatorKey, '…') };
}

/** What a run has to say is all there is to go by, so it is shown whole where something is wrong. */
function expectClean({ code, said }: { code: number | null; said: string }): void {
  expect(code === 0 ? '' : said.slice(-20_000)).toBe('');
  expect(Number(/(\d+) generated/.exec(said)?.[1])).toBeGreaterThan(300);
}

describe.skipIf(!isHere)(`the API by its document${isHere ? '' : ` (needs Schemathesis: ${INSTALL})`}`, () => {
  let folder: string;
  let platform: StartedPlatform;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'illuminate-schemathesis-'));
    platform = await startLoadedDemo({ data: join(folder, 'data') });
  });
  afterAll(async () => {
    await platform.process.stop();
    await rm(folder, { recursive: true, force: true });
  });

  // Thousands of requests: minutes, and how many depends on the machine alone.
  const timeout = 1_200_000;

  test('holds for schemathesis, whatever is named', { timeout }, async () => {
    expectClean(await schemathesis({ platform, folder, named: {}, phases: 'coverage', examples: 3 }));
  });

  test('holds for schemathesis, where what is named is there', { timeout }, async () => {
    const named = { connection: 'harbour-spektrix', organisation: 'harbour', provider: 'spektrix' };
    expectClean(await schemathesis({ platform, folder, named, phases: 'fuzzing', examples: 6 }));
  });
});
