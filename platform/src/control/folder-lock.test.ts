import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manualClock, systemClock } from '../clock.ts';
import { removeTemporaryFolders, temporaryFolder } from './control-for-tests.ts';
import { acquireFolderLock, lookAtLock } from './folder-lock.ts';
import { ownIdentity } from './process-identity.ts';
import { bundleForTests, startProcess } from './processes-for-tests.ts';

let contender: string;
beforeAll(async () => {
  contender = await bundleForTests('take-lock-for-tests.ts');
});
afterAll(removeTemporaryFolders);

const CONTENDERS = 20;

async function race(path: string) {
  const at = String(Date.now() + 1500);
  const processes = Array.from({ length: CONTENDERS }, () => startProcess(contender, [path, at]));
  const answers = await Promise.all(processes.map((one) => Promise.race([one.said('held'), one.said('refused')])));
  return { processes, held: processes.filter((_, number) => answers[number] === 'held') };
}

test('of twenty processes at a free lock, then at a stale one, exactly one holds it', async () => {
  const path = join(temporaryFolder(), 'lock');
  for (let round = 0; round < 3; round += 1) {
    const { processes, held } = await race(path);
    expect(held).toHaveLength(1);
    const [winner] = held;
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: winner?.child.pid });
    // The next round finds the lock of a process that was killed.
    winner?.child.kill('SIGKILL');
    await Promise.all(processes.map(({ ended }) => ended));
    expect(existsSync(path)).toBe(true);
  }
  const lock = await acquireFolderLock(path, systemClock);
  expect(readdirSync(join(path, '..'))).toEqual(['lock']);
  lock.release();
  expect(existsSync(path)).toBe(false);
}, 120_000);

test('a claim left by a process that died while it took over does not stop the next', async () => {
  const path = join(temporaryFolder(), 'lock');
  const dead = { ...ownIdentity(), pid: 4_194_303 };
  writeFileSync(path, JSON.stringify({ ...dead, token: 'aaa' }));
  writeFileSync(`${path}.after-aaa`, JSON.stringify({ ...dead, token: 'bbb' }));
  writeFileSync(`${path}.after-aaa.after-bbb`, JSON.stringify({ ...dead, token: 'ccc' }));
  const lock = await acquireFolderLock(path, systemClock);
  await expect(acquireFolderLock(path, systemClock)).rejects.toMatchObject({ pid: process.pid });
  expect(readdirSync(join(path, '..'))).toEqual(['lock']);
  lock.release();
});

test('a pid that belongs to another process by now does not hold the lock', async () => {
  const path = join(temporaryFolder(), 'lock');
  writeFileSync(path, JSON.stringify({ ...ownIdentity(), started: '1', token: 'aaa' }));
  const lock = await acquireFolderLock(path, systemClock);
  lock.release();
});

test.runIf(process.platform === 'linux')(
  'a process that ended and that nobody buries does not hold the lock',
  async () => {
    const path = join(temporaryFolder(), 'lock');
    // What the shell becomes never asks after the child that the shell had; the child ends once its parent is no shell any more.
    const child = 'until grep -qx sleep /proc/$PPID/comm; do sleep 0.05; done';
    const parent = spawn('sh', ['-c', 'sh -c "$1" & echo $!; exec sleep 60', 'sh', child], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(String(said));
      await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /);
      writeFileSync(path, JSON.stringify({ ...ownIdentity(), pid, started: null, token: 'aaa' }));
      expect(lookAtLock(path)).toEqual({ pid, liveness: 'dead' });
      (await acquireFolderLock(path, systemClock)).release();
    } finally {
      parent.kill('SIGKILL');
    }
  },
);

test('an owner in another container holds the lock as long as it touches it', async () => {
  const path = join(temporaryFolder(), 'lock');
  const clock = manualClock(new Date());
  const elsewhere = { ...ownIdentity(), namespace: 'pid:[1]', pid: 7, token: 'aaa' };
  writeFileSync(path, JSON.stringify(elsewhere));
  const refused = acquireFolderLock(path, clock).catch((err: unknown) => err);
  await clock.advance(1000);
  const later = new Date(Date.now() + 3000);
  utimesSync(path, later, later);
  await clock.advance(1000);
  expect(await refused).toMatchObject({ pid: 7 });

  const taken = acquireFolderLock(path, clock);
  for (let second = 0; second < 16; second += 1) await clock.advance(1000);
  (await taken).release();

  // One that was left an hour ago is seen to be old at once.
  writeFileSync(path, JSON.stringify(elsewhere));
  const before = new Date(Date.now() - 3_600_000);
  utimesSync(path, before, before);
  (await acquireFolderLock(path, clock)).release();
});

test('a lock file that says nothing is watched, then taken', async () => {
  const path = join(temporaryFolder(), 'lock');
  const clock = manualClock(new Date());
  writeFileSync(path, '');
  const taken = acquireFolderLock(path, clock);
  for (let second = 0; second < 16; second += 1) await clock.advance(1000);
  (await taken).release();
});

test('an owner that was halted, and taken for dead by another container, is told before it writes', async () => {
  const path = join(temporaryFolder(), 'lock');
  const clock = manualClock(new Date());
  let lost = 0;
  const lock = await acquireFolderLock(path, clock, () => {
    lost += 1;
  });
  lock.check();
  writeFileSync(path, JSON.stringify({ ...ownIdentity(), namespace: 'pid:[1]', pid: 7, token: 'theirs' }));
  // It was looked at a moment ago.
  lock.check();
  expect(lost).toBe(0);
  await clock.advance(7_000);
  lock.check();
  lock.check();
  expect(lost).toBe(1);
  lock.release();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ token: 'theirs' });
});

test('a lock file that is gone is nobody else’s', async () => {
  const path = join(temporaryFolder(), 'lock');
  const clock = manualClock(new Date());
  const lock = await acquireFolderLock(path, clock, () => {
    throw new TypeError('nobody has it');
  });
  rmSync(path);
  await clock.advance(7_000);
  lock.check();
  lock.release();
});
