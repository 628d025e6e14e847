import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';

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

/** Streams that do not end, and deeds that take the server away from the others or are the test's own way in. */
const LEFT_OUT = ['watchConnections', 'takeBackup', 'restoreStore', 'copyStore'];

const isHere = existsSync(PROGRAM);
if (!isHere && process.env.CI_REQUIRE_SCHEMATHESIS === '1') {
  throw new Error(`Schemathesis is required here and is not at ${PROGRAM}: ${INSTALL}`);
}

interface Run {
  readonly platform: StartedPlatform;
  readonly folder: string;
  /** Values that parameters of these names have, for half of the run. */
  readonly named: Readonly<Record<string, string>>;
  readonly examples: number;
}

async function schemathesis({
  platform,
  folder,
  named,
  examples,
}: Run): Promise<{ code: number | null; said: string }> {
  const config = join(folder, 'schemathesis.toml');
  const parameters = Object.entries(named).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  await writeFile(config, ['[parameters]', ...parameters, ''].join('\n'));
  const args = [
    ...['--config-file', config, 'run', `${platform.address}/api/v1/openapi.json`, '--url', platform.address],
    ...['--header', `Authorization: Bearer ${platform.operatorKey}`],
    ...['--checks', CHECKS.join(','), '--phases', 'coverage,fuzzing', '--max-examples', String(examples)],
    ...['--seed', '4310', '--generation-deterministic', '--generation-database', 'none', '--no-shrink'],
    ...[
      '--request-timeout',
      '30',
      '--workers',
      '2',
      '--warnings',
      'off',
      '--no-color',
      '--suppress-health-check',
      'all',
    ],
    ...LEFT_OUT.flatMap((id) => ['--exclude-operation-id', id]),
  ];
  const child = spawn(PROGRAM, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said: said.replaceAll(platform.operatorKey, '…') };
}

(isHere ? describe : describe.skip)(
  `the API by its document${isHere ? '' : ` (needs Schemathesis: ${INSTALL})`}`,
  () => {
    let folder: string;
    let platform: StartedPlatform;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'illuminate-schemathesis-'));
      platform = await startPlatform({ data: join(folder, 'data'), demo: true });
    });
    afterAll(async () => {
      await platform.process.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test('holds for schemathesis, whatever is named', async () => {
      const { code, said } = await schemathesis({ platform, folder, named: {}, examples: 12 });
      expect(said.slice(-12_000)).toMatch(/\d+ (passed|generated)/);
      expect({ code, said: code === 0 ? '' : said.slice(-12_000) }).toEqual({ code: 0, said: '' });
    });

    test('holds for schemathesis, where what is named is there', async () => {
      const named = { connection: 'harbour-spektrix', organisation: 'harbour', provider: 'spektrix' };
      const { code, said } = await schemathesis({ platform, folder, named, examples: 12 });
      expect({ code, said: code === 0 ? '' : said.slice(-12_000) }).toEqual({ code: 0, said: '' });
    });
  },
);
