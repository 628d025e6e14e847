import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../logger.ts';
import { StoreError } from './errors.ts';
import { modelColumns, SQL_TYPE, storedColumns, TABLE_NAMES } from './layout.ts';
import { requestOf, startWarehouse, type TestWarehouse } from './made-batches.ts';
import { rewriteStore } from './rewrite-store.ts';
import type { Store } from './store-types.ts';
import { openWarehouse } from './warehouse.ts';

const run = promisify(execFile);
let box: TestWarehouse;

beforeEach(async () => {
  box = await startWarehouse();
});
afterEach(() => box.close());

const storePath = (id: string): string => join(box.options.folder, `${id}.duckdb`);
const openFiles = async (): Promise<number> => {
  const { stdout } = await run('ls', ['-l', '/proc/self/fd'.replace('self', String(process.pid))]);
  return new Set(stdout.match(/warehouse\/[^ ]+\.duckdb$/gm)).size;
};

describe('a warehouse', () => {
  test('has at most eight stores open, and every one of many can be read', async () => {
    const ids = Array.from({ length: 11 }, (_, index) => `org-${index}`);
    await Promise.all(
      ids.map((id, fence) => box.warehouse.withStore(id, (store) => store.load(requestOf({ fence, cursors: { id } })))),
    );
    for (const id of ids) {
      expect(await box.warehouse.withStore(id, (store) => store.cursors('riverside-office'))).toEqual({ id });
    }
    expect(await openFiles()).toBeLessThanOrEqual(8);
  });

  test('makes a ninth wait until one of eight is given back', async () => {
    const ends: (() => void)[] = [];
    const held = Array.from({ length: 8 }, (_, index) =>
      box.warehouse.withStore(`org-${index}`, () => new Promise<void>((resolve) => ends.push(resolve))),
    );
    while (ends.length < 8) await new Promise((resolve) => setTimeout(resolve, 5));
    let isThere = false;
    const ninth = box.warehouse.withStore('org-9', async () => {
      isThere = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isThere).toBe(false);
    for (const end of ends) end();
    await Promise.all([...held, ninth]);
    expect(isThere).toBe(true);
  });

  test('lends a store with little memory unless somebody uses it, and closes it after that', async () => {
    const big = await startWarehouse({ memoryLimitMb: 400 });
    const { warehouse } = big;
    const memory = async (store: Store): Promise<unknown> =>
      (await store.query("SELECT current_setting('memory_limit') AS memory"))[0]?.memory;
    try {
      const whole = await warehouse.withStore('riverside', memory);
      const lean = await warehouse.withLeanStore('riverside', memory);
      expect(lean).not.toBe(whole);
      expect(await warehouse.withStore('riverside', memory)).toBe(whole);
      const shared = await warehouse.withStore('riverside', () => warehouse.withLeanStore('riverside', memory));
      expect(shared).toBe(whole);
      expect(await warehouse.withLeanStore('riverside', memory)).toBe(lean);
    } finally {
      await big.close();
    }
  });

  test('closes a store beside what is asked of it: its log is in its file, and nobody opens it before', async () => {
    await box.load([]);
    const cursors = await box.warehouse.withStore('riverside', (store) => store.cursors('riverside-office'));
    for (let round = 0; round < 5; round += 1) {
      const released = box.warehouse.release('riverside');
      const asked = box.warehouse.withStore('riverside', (store) => store.cursors('riverside-office'));
      expect(await Promise.all([released, asked])).toEqual([true, cursors]);
    }
    expect(await box.warehouse.release('riverside')).toBe(true);
    expect(existsSync(`${storePath('riverside')}.wal`)).toBe(false);
    expect(await openFiles()).toBe(0);
  });

  test('cannot be opened twice, in this process or in another', async () => {
    await expect(openWarehouse(box.options)).rejects.toMatchObject({ code: 'store-in-use' });
    await box.load([]);
    await box.warehouse.withStore('riverside', async () => {
      const script = `import { DuckDBInstance } from '@duckdb/node-api';
        await DuckDBInstance.create(${JSON.stringify(storePath('riverside'))}).then(() => console.log('opened'), () => console.log('refused'))`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
        cwd: import.meta.dirname,
      });
      expect(stdout.trim()).toBe('refused');
    });
  });

  test('takes no name that could be a path', async () => {
    for (const id of ['../riverside', 'a/b', '', '.', 'a.b', 'a b', "a'b", 'a\u0000']) {
      await expect(box.warehouse.withStore(id, async () => {})).rejects.toMatchObject({ code: 'name-refused' });
    }
  });

  test('leaves nothing of a store that is destroyed', async () => {
    await box.load([]);
    await box.warehouse.destroy('riverside');
    expect((await run('find', [box.folder, '-name', '*riverside*'])).stdout).toBe('');
  });
});

describe('a store', () => {
  test('has the columns of the model, with its types and the marks of every row', async () => {
    for (const table of TABLE_NAMES) {
      const columns = await box.query(
        `SELECT column_name AS name, data_type AS type, is_nullable FROM duckdb_columns() WHERE table_name = '${table}' ORDER BY column_index`,
      );
      expect(columns.map(({ name }) => name)).toEqual(['connection_id', ...storedColumns(table)]);
      for (const [name, { kind, nullable }] of Object.entries(modelColumns(table))) {
        expect(columns).toContainEqual({ name, type: SQL_TYPE[kind], is_nullable: nullable });
      }
    }
  });

  test('that is newer than the program is refused with a sentence', async () => {
    await box.load([]);
    await box.warehouse.withOpenStore('riverside', ({ writer }) =>
      writer.run("INSERT INTO migrations VALUES (999, 'later', now()::TIMESTAMP)"),
    );
    await box.warehouse.withClosedStore('riverside', async () => {});
    await expect(box.load([])).rejects.toMatchObject({
      code: 'store-newer',
      message: expect.stringContaining('newer version of Illuminate'),
    });
  });

  test('of another organisation is refused', async () => {
    await box.load([]);
    await box.warehouse.withClosedStore('riverside', (file) => rename(file, storePath('harbour')));
    await expect(box.warehouse.withStore('harbour', async () => {})).rejects.toMatchObject({ code: 'store-foreign' });
  });

  test('never lets DuckDB speak, because it quotes values', async () => {
    const wrong = [
      "SELECT 'Jane Doe'::INTEGER",
      "SELECT error('Jane Doe')",
      "SELECT * FROM read_text('/etc/hostname')",
      'SELECT "Jane Doe"',
    ];
    for (const sql of wrong) {
      const err = await box.query(sql).catch((err: unknown) => err);
      expect(err).toMatchObject({ name: 'StoreError', code: 'store-failed' });
      const { stack = '', cause } = err as Error;
      expect(stack + String(err)).not.toMatch(/Jane|hostname|Conversion/);
      expect(cause).toBeUndefined();
    }
  });

  test('runs one SELECT for a report and nothing else', async () => {
    const refused = [
      'DELETE FROM tickets',
      'SELECT 1; SELECT 2',
      '',
      "ATTACH '/tmp/x.duckdb'",
      'SET threads = 9',
      "COPY tickets TO '/tmp/x.csv'",
    ];
    for (const sql of refused) await expect(box.query(sql)).rejects.toMatchObject({ name: 'StoreError' });
    const rows = await box.warehouse.withStore('riverside', (store) =>
      store.query('SELECT $1::BIGINT AS n, $2 AS text, make_timestamp_ms(5) AS at, 9007199254740993 AS big', [
        4,
        "o'x",
      ]),
    );
    expect(rows).toEqual([{ n: 4, text: "o'x", at: 5, big: 9007199254740993n }]);
  });

  test('stops a long report when it is told to', async () => {
    await box.warehouse.withStore('riverside', async (store) => {
      const long = store.query('SELECT sum(hash(a.range * b.range)) FROM range(100000) a, range(100000) b');
      setTimeout(() => store.interrupt(), 50);
      await expect(long).rejects.toMatchObject({ code: 'store-interrupted' });
      expect(await store.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    });
  });

  test('that is damaged concerns its organisation alone and says what to do', async () => {
    await box.load([]);
    await box.warehouse.withClosedStore('riverside', (file) => writeFile(file, 'this was a store'));
    await expect(box.load([])).rejects.toMatchObject({
      code: 'store-damaged',
      message: expect.stringContaining('illuminate stores restore'),
    });
    await box.warehouse.withStore('harbour', (store) => store.load(requestOf({})));
  });

  test('that was emptied, or is gone while there are copies, is not replaced by a new one', async () => {
    await box.load([]);
    await box.warehouse.withClosedStore('riverside', (file) => truncate(file));
    await expect(box.load([])).rejects.toMatchObject({ code: 'store-damaged' });
    await mkdir(join(box.options.copiesFolder, 'harbour'));
    await writeFile(join(box.options.copiesFolder, 'harbour', 'some-copy'), '');
    await expect(box.warehouse.withStore('harbour', async () => {})).rejects.toMatchObject({ code: 'store-damaged' });
  });

  test('gives back the room of what was staged, whether or not it could be loaded', async () => {
    const staged = (): Promise<unknown[]> =>
      box.warehouse.withOpenStore('riverside', ({ writer }, writing) =>
        writing(() => writer.rows('SELECT table_name FROM duckdb_tables() WHERE temporary')),
      );
    const snapshot = { order: '1', updatedAt: 1, requestedAt: 1, tickets: [{ id: '1-1', total: 500 }] };
    await box.load([snapshot], { fence: 2 });
    expect(await staged()).toEqual([]);
    await expect(box.load([snapshot], { fence: 3, syncId: null as unknown as string })).rejects.toBeInstanceOf(
      StoreError,
    );
    expect(await staged()).toEqual([]);
  });

  test('lies in small groups of rows, also beside the big ones of a file that was written before', async () => {
    const rows = 150_000;
    const add = (from: number): Promise<void> =>
      box.warehouse.withOpenStore('riverside', ({ writer }, writing) =>
        writing(async () => {
          await writer.run(
            `INSERT INTO cursors SELECT 'riverside-office', 'n' || n, 'v' || n, make_timestamp_ms(n) FROM range(${from}, ${from + rows}) r(n)`,
          );
          await writer.run('CHECKPOINT');
        }),
      );
    const groups = (): Promise<Record<string, unknown>[]> =>
      box.query(`SELECT count(*) AS groups, max(rows) AS biggest FROM (SELECT row_group_id, sum(count) AS rows
        FROM pragma_storage_info('cursors') WHERE column_name = 'name' AND segment_type <> 'VALIDITY' GROUP BY ALL)`);
    await box.load([]);
    await add(0);
    expect(await groups()).toEqual([{ groups: Math.ceil(rows / 20_480), biggest: 20_480 }]);
    // A file that is rewritten is written as DuckDB writes files, and so were those of earlier versions.
    await rewriteStore(box.warehouse, 'riverside', silentLogger);
    expect(await groups()).toEqual([{ groups: 2, biggest: 122_880 }]);
    await add(rows);
    expect((await groups())[0]?.groups).toBeGreaterThan(7);
    expect(await box.warehouse.release('riverside')).toBe(true);
    expect(await box.query('SELECT count(DISTINCT name) AS names, count(*) AS n FROM cursors')).toEqual([
      { names: 2 * rows, n: 2 * rows },
    ]);
  });

  test('at its limit of memory fails that load, and goes on with the next', async () => {
    await box.load([]);
    const hungry = box.query('SELECT list(a.range ORDER BY hash(a.range)) AS l FROM range(8000000) a');
    await expect(hungry).rejects.toMatchObject({ code: 'store-out-of-memory' });
    await box.load([{ order: '1', updatedAt: 1, requestedAt: 1, tickets: [] }]);
    expect(await box.query('SELECT count(*) AS n FROM orders')).toEqual([{ n: 1 }]);
  });
});
