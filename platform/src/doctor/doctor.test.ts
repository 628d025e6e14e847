import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorReport } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Config } from '../config/config.ts';
import { readConfig } from '../config/env.ts';
import { StartRefused } from '../config/start-refused.ts';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { temporaryFolder } from '../control/control-for-tests.ts';
import { openDataFolder } from '../control/data-folder.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { newMasterKey, writeMasterKey } from '../keys/master-key.ts';
import { silentLogger } from '../logger.ts';
import { loadOneOrder } from '../organisations/one-order-for-tests.ts';
import { doctorOffline } from './doctor-command.ts';
import { createDoctor } from './run-doctor.ts';

// One installation, as opening it takes seconds: each test goes on where the one before left off.

let box: ContextForTests;
let organisation: Organisation;
let config: Config;
let isOpen = true;
beforeAll(async () => {
  box = await openContextForTests();
  ({ config } = box.context);
  organisation = await box.organisation('riverside');
  await box.claim(organisation, 'riverside');
  await loadOneOrder(box.context, organisation.id);
  await box.context.control.requestDump('test');
}, 120_000);
afterAll(async () => {
  if (isOpen) await box.close();
});

const offline = (thorough = false) => doctorOffline({ readConfig: () => config, log: silentLogger, thorough });
const found = ({ findings }: DoctorReport) =>
  findings.filter(({ level }) => level === 'warning' || level === 'problem');
const about = (report: DoctorReport, check: string) => report.findings.filter((finding) => finding.check === check);

test('a sound installation is well, and every check says what it looked at', async () => {
  const report = await createDoctor(box.context, { version: '1' })(true);
  expect(found(report)).toEqual([]);
  expect(report).toMatchObject({ server: 'running', well: true });
  const checks = new Set(report.findings.map(({ check }) => check));
  expect([...checks].sort()).toEqual(
    ['backups', 'clock', 'control', 'disk', 'folder', 'jobs', 'keys', 'lock', 'mail', 'providers', 'stores'].sort(),
  );
  expect(about(report, 'stores')[0]?.detail).toContain('1 of 1');
});

test('while it runs: a box office that does not let us in, a store that is damaged, a clock that was put back, a late job', async () => {
  const { db, warehouse, clock } = box.context;
  const look = createDoctor(box.context, { version: '1' });
  await db.updateTable('connections').set({ state: 'active' }).execute();
  box.toy.signIn = 'refused';
  const lost = await box.organisation('lost');
  await loadOneOrder(box.context, lost.id);
  await warehouse.withClosedStore(lost.id, async (file) => writeFileSync(file, Buffer.alloc(100_000, 7)));
  await db
    .insertInto('schedules')
    .values({
      name: 'syncs',
      every_seconds: 5,
      last_due_at: new Date(clock.now().getTime() - 3_600_000),
      missed: 0,
    })
    .execute();
  box.clock.set(new Date(clock.now().getTime() - 600_000));
  const report = await look(false);
  expect(report.well).toBe(false);
  expect(about(report, 'providers')).toContainEqual(
    expect.objectContaining({
      level: 'warning',
      nextStep: 'Play with it.',
      subject: expect.stringContaining('riverside'),
    }),
  );
  expect(about(report, 'stores')).toContainEqual(
    expect.objectContaining({
      level: 'problem',
      subject: 'lost',
      nextStep: expect.stringContaining('stores restore lost'),
    }),
  );
  expect(about(report, 'clock')).toEqual([
    expect.objectContaining({ level: 'problem', detail: expect.stringContaining('10 min') }),
  ]);
  expect(about(report, 'jobs')).toEqual([expect.objectContaining({ level: 'problem', subject: 'syncs' })]);
  box.clock.set(new Date(clock.now().getTime() + 600_000));
  await warehouse.destroy(lost.id);
  await db.deleteFrom('organisations').where('id', '=', lost.id).execute();
  await db.deleteFrom('schedules').execute();
  await db.updateTable('connections').set({ state: 'waiting_for_consent' }).execute();
});

test('of a folder that a process has and that does not answer, what can be seen from outside', async () => {
  const report = await offline();
  expect(report).toMatchObject({ server: 'silent', well: false });
  expect(about(report, 'lock')).toEqual([
    expect.objectContaining({ level: 'problem', nextStep: expect.stringContaining(`kill ${process.pid}`) }),
  ]);
  expect(about(report, 'keys').map(({ level }) => level)).toEqual(['ok', 'note']);
});

test('of a stopped one, its databases too, and nothing is changed', async () => {
  await box.close();
  isOpen = false;
  const report = await offline(true);
  expect(about(report, 'lock')).toEqual([expect.objectContaining({ level: 'ok' })]);
  expect(about(report, 'stores')[0]?.detail).toContain('1 of 1');
  expect(report.findings.filter(({ check, level }) => level === 'problem' && check !== 'clock')).toEqual([]);
  expect(report.server).toBe('stopped');
}, 60_000);

test('of one that cannot start: why, and what to do', async () => {
  const { masterKeyFile, dataFolder } = config;
  if (process.platform !== 'win32') {
    chmodSync(masterKeyFile, 0o644);
    mkdirSync(join(dataFolder, 'restoring'));
    const exposed = await offline();
    expect(about(exposed, 'keys')[0]).toMatchObject({ level: 'problem', detail: expect.stringContaining('chmod 600') });
    expect(about(exposed, 'folder')).toContainEqual(
      expect.objectContaining({ level: 'problem', nextStep: expect.stringContaining('illuminate restore') }),
    );
    rmSync(join(dataFolder, 'restoring'), { recursive: true });
  }
  rmSync(masterKeyFile);
  await writeMasterKey(masterKeyFile, newMasterKey());
  expect(about(await offline(), 'keys')[0]).toMatchObject({
    level: 'problem',
    detail: expect.stringContaining('another master key'),
  });

  rmSync(join(dataFolder, 'control'), { recursive: true });
  expect(about(await offline(), 'control')[0]).toMatchObject({
    level: 'problem',
    nextStep: expect.stringContaining('control restore'),
  });
  writeFileSync(join(dataFolder, 'folder.json'), '{');
  const damaged = await offline();
  expect(about(damaged, 'folder')[0]).toMatchObject({ level: 'problem', detail: expect.stringContaining('damaged') });
  await expect(openDataFolder(dataFolder)).rejects.toThrow(StartRefused);

  const nowhere = { ...config, dataFolder: join(temporaryFolder(), 'none') };
  const none = await doctorOffline({ readConfig: () => nowhere, log: silentLogger, thorough: false });
  expect(found(none)).toEqual([expect.objectContaining({ nextStep: expect.stringContaining('ILLUMINATE_DATA') })]);
  const wrong = await doctorOffline({
    readConfig: () => readConfig({ PORT: 'x' }),
    log: silentLogger,
    thorough: false,
  });
  expect(found(wrong)).toEqual([
    expect.objectContaining({ check: 'settings', detail: expect.stringContaining('PORT') }),
  ]);
}, 60_000);
