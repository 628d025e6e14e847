import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { manualClock } from '../clock.ts';
import { describeBackends } from '../control/backends-for-tests.ts';
import { json } from '../control/json.ts';
import { silentLogger } from '../logger.ts';
import { type JobHandler, startQueue } from './queue.ts';
import { startJobs } from './start-jobs.ts';

const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 5000, interval: 20 });

describeBackends('The queue', (backend) => {
  test('runs what is sent, once per key, and what a transaction sends only with its commit', async () => {
    const { control, close } = await backend.open();
    const ran: unknown[] = [];
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handlers: Record<string, JobHandler> = {
      sync: async (_signal, data) => {
        ran.push(data.id);
        if (data.id === 'held') await held;
      },
    };
    const queue = await startQueue({ control, logger: silentLogger, handlers, concurrency: { sync: 2 } });
    const sendWithin = async (id: string, then: () => void) =>
      control.db.transaction().execute(async (trx) => {
        await trx
          .insertInto('settings')
          .values({ key: id, value: json(1) })
          .execute();
        await queue.send('sync', { id }, { key: id, trx });
        then();
      });
    const refused = sendWithin('rolled back', () => {
      throw new RangeError('no');
    });
    await expect(refused).rejects.toThrow('no');
    await sendWithin('committed', () => {});
    await soon(() => expect(ran).toEqual(['committed']));
    expect(await queue.send('sync', { id: 'held' }, { key: 'held' })).toBe(true);
    await soon(() => expect(ran).toEqual(['committed', 'held']));
    expect(await queue.send('sync', { id: 'again' }, { key: 'held' })).toBe(false);
    finish();
    await soon(async () => expect(await queue.send('sync', { id: 'later' }, { key: 'held' })).toBe(true));
    await soon(() => expect(ran).toEqual(['committed', 'held', 'later']));
    await queue.stop();
    await close();
  }, 120_000);

  test('goes on with what waits as soon as something is done, a few at once', async () => {
    const { control, close } = await backend.open();
    const ran: unknown[] = [];
    const [atOnce, most] = [new Set<unknown>(), { many: 0 }];
    const handlers: Record<string, JobHandler> = {
      sync: async (_signal, data) => {
        atOnce.add(data.id);
        most.many = Math.max(most.many, atOnce.size);
        // Long enough for all of them to have been sent, after which nothing else says that they wait.
        await new Promise((resolve) => setTimeout(resolve, 300));
        atOnce.delete(data.id);
        ran.push(data.id);
      },
    };
    const queue = await startQueue({ control, logger: silentLogger, handlers, concurrency: { sync: 3 } });
    const ids = Array.from({ length: 12 }, (_, at) => at);
    await control.db.transaction().execute(async (trx) => {
      for (const id of ids) await queue.send('sync', { id }, { key: String(id), trx });
    });
    // Looking again every 15 seconds would take a minute.
    await vi.waitFor(() => expect(ran).toHaveLength(ids.length), { timeout: 25_000, interval: 50 });
    expect(most.many).toBe(3);
    await queue.stop();
    await close();
  }, 120_000);

  test('aborts what runs when it stops, and stores no word of a failure', async () => {
    const { control, close } = await backend.open();
    let reason: unknown;
    const started: string[] = [];
    const handlers: Record<string, JobHandler> = {
      patient: (signal) =>
        new Promise((_resolve, reject) => {
          started.push('patient');
          signal.addEventListener('abort', () => {
            reason = signal.reason;
            reject(signal.reason);
          });
        }),
      failing: async () => {
        started.push('failing');
        JSON.parse('{"name": "Siân"');
      },
    };
    const queue = await startQueue({ control, logger: silentLogger, handlers });
    await queue.send('patient');
    await queue.send('failing');
    await soon(async () => {
      expect(started.sort()).toEqual(['failing', 'patient']);
      const { rows } = await sql`select 1 from pgboss.job where name = 'failing' and state = 'failed'`.execute(
        control.db,
      );
      expect(rows).toHaveLength(1);
    });
    const before = performance.now();
    await queue.stop();
    expect(performance.now() - before).toBeLessThan(3000);
    expect(reason).toBeInstanceOf(Error);
    const { rows } = await sql<{ job: string }>`select to_jsonb(job)::text as job from pgboss.job`.execute(control.db);
    expect(rows.map(({ job }) => job).join()).not.toMatch(/Siân|JSON/);
    await close();
  }, 120_000);

  test('frees the place of a job whose process died', async () => {
    const opened = await backend.open();
    const { control, close } = opened;
    const first = await startQueue({ control, logger: silentLogger, handlers: { sync: async () => {} } });
    await first.stop();
    await sql`insert into pgboss.job (name, state, singleton_key, policy) values ('sync', 'active', 'sync', 'exclusive')`.execute(
      control.db,
    );
    let ran = 0;
    const handlers = {
      sync: async () => {
        ran += 1;
      },
    };
    const second = await startQueue({ control, logger: silentLogger, handlers });
    expect(await second.send('sync')).toBe(true);
    await soon(() => expect(ran).toBe(1));
    await second.stop();
    await close();
  }, 120_000);
});

describeBackends('A schedule', (backend) => {
  test('runs on time, and counts what it missed while the process was down or busy', async () => {
    const clock = manualClock(new Date('2026-11-24T10:00:00Z'));
    const opened = await backend.open({ clock });
    const { control } = opened;
    let ran = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const start = () =>
      startJobs({
        control,
        logger: silentLogger,
        schedules: [{ name: 'tick', everySeconds: 60, atOnce: true }],
        handlers: {
          tick: async () => {
            ran += 1;
            if (ran === 3) await held;
            if (ran === 4) throw new RangeError('Siân');
          },
        },
      });
    const state = async () => {
      const row = await control.db
        .selectFrom('schedules')
        .selectAll()
        .where('name', '=', 'tick')
        .executeTakeFirstOrThrow();
      return {
        due: row.last_due_at?.toISOString().slice(11, 19),
        missed: row.missed,
        outcome: row.last_outcome,
        error: row.last_error,
      };
    };
    const minutes = async (count: number) => {
      for (let minute = 0; minute < count; minute += 1) {
        await soon(() => expect(clock.sleepers()).toBeGreaterThan(0));
        await clock.advance(60_000);
      }
    };
    const first = await start();
    await soon(async () => expect(await state()).toMatchObject({ due: '10:00:00', missed: 0, outcome: 'ok' }));
    await minutes(1);
    await soon(async () => expect(await state()).toMatchObject({ due: '10:01:00', missed: 0, outcome: 'ok' }));
    // The outcome may still be that of the run before.
    await soon(() => expect(ran).toBe(2));
    await first.stop();
    // Ten minutes nobody is there: 10:02 to 10:10 are missed, 10:11 runs late but in its time.
    await clock.advance(600_000);
    const second = await start();
    await soon(async () => expect(await state()).toMatchObject({ due: '10:11:00', missed: 9, outcome: null }));
    await soon(() => expect(ran).toBe(3));
    await minutes(2);
    await soon(async () => expect(await state()).toMatchObject({ due: '10:13:00', missed: 11, outcome: null }));
    release();
    await soon(async () => expect(await state()).toMatchObject({ outcome: 'ok' }));
    await minutes(1);
    await soon(async () => expect(await state()).toMatchObject({ due: '10:14:00', missed: 11, outcome: 'failed' }));
    expect(JSON.stringify((await state()).error)).toMatch(/RangeError/);
    expect(JSON.stringify((await state()).error)).not.toMatch(/Siân/);
    await second.stop();
    await opened.close();
  }, 120_000);
});
