import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { launchPlatform, startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { operatorOf, personalIn } from './operator.ts';
import { SMALL, wrongWith } from './small-office.ts';

// A data folder on a disk of its own, in memory, which fills up and is made read-only.

const mount = (...words: string[]): void => void execFileSync('mount', words, { stdio: 'pipe' });
const unmount = (path: string): void => void execFileSync('umount', [path], { stdio: 'pipe' });

/** Whether this user may mount: root outside a container without that right. */
function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const path = mkdtempSync(join(tmpdir(), 'illuminate-mount-'));
  try {
    mount('-t', 'tmpfs', 'tmpfs', path);
    unmount(path);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

const canMount = mayMount();
const why = canMount ? '' : ' (needs the right to mount)';

async function onOwnDisk(work: (disk: string) => Promise<void>): Promise<void> {
  const disk = mkdtempSync(join(tmpdir(), 'illuminate-disk-'));
  mount('-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk);
  try {
    await work(disk);
  } finally {
    unmount(disk);
    rmSync(disk, { recursive: true, force: true });
  }
}

/** Fills a disk but for so many bytes. */
function fill(disk: string, leaving: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - leaving)));
}
const makeRoom = (disk: string): void => rmSync(join(disk, 'ballast'), { force: true });

test.skipIf(!canMount)(
  `a disk that is full, or can only be read, is told in a sentence and loses nothing${why}`,
  async () => {
    await onOwnDisk(async (disk) => {
      const data = join(disk, 'data');
      mkdirSync(data);
      await using simulator = await startSimulator(SMALL);
      const { door } = simulator;
      const connection = 'alpha-spektrix';
      let organisation: string;
      let written = '';
      {
        await using platform = await startPlatform({ data });
        const { api } = platform;
        const operator = operatorOf(api, data);
        await connectOrganisation(api, door, { slug: 'alpha' });
        await collectAll(api, connection);
        organisation = (await api.call('listOrganisations', {})).items[0]?.id ?? '';

        // While rows are loaded.
        await door.change(30, { scattered: true });
        fill(disk, 0);
        const failed = await operator.sync(connection);
        expect(failed).toMatchObject({ state: 'failed', failure: { code: 'disk-full', whoActs: 'operator' } });
        expect((await operator.show(connection)).headline).toMatchObject({
          code: 'FAILED',
          sentence: expect.stringMatching(
            /^The disk is full, so nothing was written\. Last full update .+ Make room on the disk/,
          ),
        });
        const query = { organisation: 'alpha', from: '2020-01-01', to: '2035-12-31' };
        expect((await api.call('runEventIdReport', { query })).rows.length).toBeGreaterThan(0);

        // While a dump is written, and a copy. What was kept of the box office's answers has made way meanwhile.
        makeRoom(disk);
        fill(disk, 0);
        const dumps = readdirSync(join(data, 'dumps'));
        const paused = await operator.command(`connections pause ${connection}`);
        expect(paused.code).not.toBe(0);
        expect(paused.output).toContain('The disk is full');
        expect(paused.output).toContain('Make room on the disk of the data folder');
        expect(readdirSync(join(data, 'dumps'))).toEqual(dumps);
        await expect(api.call('copyStore', { params: { organisation: 'alpha' } })).rejects.toMatchObject({
          problem: { code: 'disk-full', status: 507 },
        });
        makeRoom(disk);
        if ((await operator.show(connection)).state === 'paused') {
          await api.call('resumeConnection', { params: { connection } });
        }
        await collectAll(api, connection);
        expect((await operator.show(connection)).headline.code).toBe('OK');
        expect(readdirSync(join(data, 'dumps')).length).toBeGreaterThanOrEqual(dumps.length);

        // At whichever step there is no more room: in the log of the store, or when that goes into the file.
        const codes = new Set<string>();
        for (const left of [64, 300, 700, 1_500]) {
          await door.change(30, { scattered: true });
          fill(disk, left * 1_024);
          // Where not even its end can be written down, that is made up for as soon as there is room.
          const room = setTimeout(() => makeRoom(disk), 20_000);
          codes.add((await operator.sync(connection)).failure?.code ?? 'none');
          clearTimeout(room);
          makeRoom(disk);
        }
        expect([...codes].filter((code) => code !== 'none' && code !== 'disk-full')).toEqual([]);
        expect(codes).toContain('disk-full');
        await collectAll(api, connection);
        fill(disk, 0);
        expect((await platform.process.stop()).code).toBe(0);
        written += platform.process.output();
      }
      const onFull = launchPlatform({ data });
      const ended = await Promise.race([
        onFull.ended,
        onFull
          .line(/ready/, 60_000)
          .then(() => null)
          .catch(() => onFull.ended),
      ]);
      if (ended === null) await onFull.stop();
      else expect(onFull.output().trim().split('\n').at(-1)).toMatch(/^Illuminate could not start: The disk is full/);
      makeRoom(disk);
      expect(await wrongWith(data, organisation, door)).toEqual([]);

      mount('-o', 'remount,ro', disk);
      const refused = launchPlatform({ data });
      expect((await refused.ended).code).toBe(78);
      expect(refused.output().trim().split('\n').at(-1)).toBe(
        `The data folder ${data} is on a disk that can only be read: make it writable (a disk that failed is often made read-only by the system: look at its log), or set ILLUMINATE_DATA to another folder.`,
      );
      mount('-o', 'remount,rw', disk);

      // The stores alone can only be read.
      const stores = join(data, 'warehouse');
      mount('--bind', stores, stores);
      mount('-o', 'remount,ro,bind', stores);
      try {
        await using platform = await startPlatform({ data });
        const { api } = platform;
        const operator = operatorOf(api, data);
        await door.change(10, { scattered: true });
        expect((await operator.sync(connection)).failure).toMatchObject({
          code: 'disk-not-writable',
          whoActs: 'operator',
        });
        expect((await operator.show(connection)).headline).toMatchObject({
          code: 'FAILED',
          sentence: expect.stringContaining('The data folder can only be read, so nothing was written.'),
        });
        unmount(stores);
        await collectAll(api, connection);
        expect((await operator.show(connection)).headline.code).toBe('OK');
        expect((await platform.process.stop()).code).toBe(0);
        written += platform.process.output();
      } finally {
        try {
          unmount(stores);
        } catch {
          // It is already.
        }
      }
      expect(personalIn(written, await door.personal())).toEqual([]);
      expect(await wrongWith(data, organisation, door)).toEqual([]);
    });
  },
  300_000,
);
