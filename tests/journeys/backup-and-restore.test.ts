import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DoctorReport, doctorReport } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untrue } from '../faults/store-against-truth.ts';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { illuminate } from '../support/illuminate-command.ts';
import { readStores } from '../support/read-stores.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { type StartedSimulator, startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';

// An installation is lost and brought back elsewhere, in order: each test goes on where the one before left off.

const SMALL = { seed: 5, clients: 1, events: 8, orders: 120, years: 1 };
const CONNECTION = 'riverside-spektrix';

let home: string;
let simulator: StartedSimulator;
let platform: StartedPlatform;
let organisation: string;
const old = () => join(home, 'old');
const fresh = () => join(home, 'fresh');
const backup = () => join(home, 'all.backup');
const ofConnection = { params: { connection: CONNECTION } };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'illuminate-restore-'));
  simulator = await startSimulator(SMALL);
  platform = await startPlatform({ data: old() });
  await connectOrganisation(platform.api, simulator.door, { slug: 'riverside' });
  organisation = (await platform.api.call('listOrganisations', { query: {} })).items[0]?.id ?? '';
  await collectAll(platform.api, CONNECTION);
});

afterAll(async () => {
  await platform.process.stop();
  await simulator[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

test('while it runs, everything is backed up into one file', async () => {
  const { code, output } = await illuminate(old(), 'backup', backup());
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('1 store') });
  expect(output).toContain('keep a copy of master.key');
  const { last } = await platform.api.call('showLastBackup', {});
  expect(last).toMatchObject({ failure: null, stores: 1, bytes: (await stat(backup())).size });
  expect(await readdir(home)).not.toContain('all.backup.part');
  const again = await illuminate(old(), 'backup', backup());
  expect(again).toMatchObject({ code: 2, output: expect.stringContaining('already') });
});

/** The doctor's word, and that the exit code says the same. */
async function examined(data: string): Promise<DoctorReport> {
  const { code, output } = await illuminate(data, 'doctor', '--json');
  const report = doctorReport.parse(JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)));
  expect(code).toBe(report.well ? 0 : 1);
  return report;
}
/** What does not depend on the machine on which this runs. */
const unwell = ({ findings }: DoctorReport) =>
  findings.filter(({ level, check }) => level === 'problem' && check !== 'disk');

test('while it runs the doctor asks it, the box office too', async () => {
  const report = await examined(old());
  expect(report.server).toBe('running');
  expect(unwell(report)).toEqual([]);
  const answered = { check: 'providers', level: 'ok', subject: expect.stringContaining(CONNECTION) };
  expect(report.findings).toContainEqual(expect.objectContaining(answered));
});

test('restored elsewhere it holds the same, and collects nothing before its consent has been asked again', async () => {
  const counts = (await platform.api.call('showConnection', ofConnection)).counts;
  await platform.process.stop();
  await simulator.door.change(5);

  const withoutKey = await illuminate(fresh(), 'restore', backup(), '--into', fresh());
  expect(withoutKey).toMatchObject({ code: 1, output: expect.stringContaining('master key') });
  expect(await readdir(home)).toEqual(['all.backup', 'old']);
  const key = join(old(), 'master.key');
  const restored = await illuminate(fresh(), 'restore', backup(), '--into', fresh(), '--master-key', key);
  expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('1 stores') });
  await copyFile(key, join(fresh(), 'master.key'));
  const [before] = await readStores(old(), [organisation]);
  const [after] = await readStores(fresh(), [organisation]);
  expect(after).toEqual(before);
  expect(before?.state.orders.length).toBeGreaterThan(100);

  platform = await startPlatform({ data: fresh() });
  const shown = await platform.api.call('showConnection', ofConnection);
  expect(shown).toMatchObject({ state: 'suspended', counts });
  expect(shown.headline.sentence).toContain('restored');
  await expect(platform.api.call('startSync', ofConnection)).rejects.toMatchObject({ problem: { status: 409 } });
});

test('resumed, it goes on from where the backup was', async () => {
  const requestsBefore = (await simulator.door.requests()).total;
  await platform.api.call('resumeConnection', ofConnection);
  await until('what was missed is collected', 60_000, async () => {
    const { items } = await platform.api.call('listSyncs', { ...ofConnection, query: { limit: 1 } });
    return items[0]?.state === 'succeeded';
  });
  await collectAll(platform.api, CONNECTION);
  const asked = (await simulator.door.requests()).total - requestsBefore;
  expect(asked, 'not everything anew').toBeLessThan(200);
  await platform.process.stop();
  const [now] = await readStores(fresh(), [organisation]);
  const truth = await simulator.door.truth();
  expect(now?.broken).toEqual([]);
  expect(now === undefined ? ['no store'] : untrue(now.state, truth)).toEqual([]);
});

test('stopped, it can be looked over and backed up too', async () => {
  const report = await examined(fresh());
  expect(report.server).toBe('stopped');
  expect(unwell(report)).toEqual([]);
  expect(report.findings.map(({ check }) => check)).toContain('stores');
  const file = join(home, 'stopped.backup');
  const { code, output } = await illuminate(fresh(), 'backup', file, '--json');
  expect({ code, output }).toMatchObject({ code: 0 });
  const { bytes, sha256, stores } = JSON.parse(output);
  const written = await readFile(file);
  expect({ bytes, sha256, stores }).toEqual({
    bytes: written.length,
    sha256: createHash('sha256').update(written).digest('hex'),
    stores: 1,
  });
});
