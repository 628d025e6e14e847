import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeBackends } from './backends-for-tests.ts';
import { type ControlForTests, openControlForTests } from './control-for-tests.ts';
import { json } from './json.ts';
import { addConnection, addRunningSync } from './rows-for-tests.ts';

describeBackends('The control database', (backend) => {
  let opened: ControlForTests;
  beforeAll(async () => {
    opened = await backend.open();
  }, 120_000);
  afterAll(() => opened.close());
  const db = () => opened.control.db;

  test('gives the same JavaScript types for the same values', async () => {
    const { rows } = await sql<Record<string, unknown>>`select 5::int8 i8, array[1,2]::int8[] i8s, array[]::int8[] none,
      1.10::numeric num, date '2025-01-02' d, timestamptz '2025-01-02T03:04:05Z' ts, '{"a":[1]}'::jsonb j, '[1,2]'::json js,
      '\\x01ff'::bytea b, interval '1 day' iv, 1.5::float8 f, true t, array['a','b c']::text[] texts, null::int8 nothing,
      (select count(*) from data_folder) c`.execute(db());
    expect(rows[0]).toEqual({
      i8: 5,
      i8s: [1, 2],
      none: [],
      num: '1.10',
      d: '2025-01-02',
      ts: new Date('2025-01-02T03:04:05Z'),
      j: { a: [1] },
      js: [1, 2],
      b: Buffer.from([1, 255]),
      iv: '1 day',
      f: 1.5,
      t: true,
      texts: ['a', 'b c'],
      nothing: null,
      c: 1,
    });
    expect(Buffer.isBuffer(rows[0]?.b)).toBe(true);
  });

  test('refuses a bigint that a number would falsify', async () => {
    await expect(sql`select 9007199254740993::int8 as big`.execute(db())).rejects.toThrow(/does not fit/);
    await expect(sql`select 1 as one`.execute(db())).resolves.toMatchObject({ rows: [{ one: 1 }] });
  });

  test('keeps JSON of every kind as it was', async () => {
    for (const value of [{ a: 1 }, [1, 2], 'text', 'null', null, 7, [], "it's"]) {
      await db()
        .insertInto('settings')
        .values({ key: 'kind', value: json(value) })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json(value) }))
        .execute();
      const row = await db().selectFrom('settings').select('value').where('key', '=', 'kind').executeTakeFirstOrThrow();
      expect(row.value).toEqual(value);
    }
  });

  test('returns 1,000 rows and refuses 1,001', async () => {
    const rows = (count: number) => sql`select * from generate_series(1, ${sql.lit(count)}) n`.execute(db());
    await expect(rows(1000)).resolves.toMatchObject({ rows: { length: 1000 } });
    await expect(rows(1001)).rejects.toMatchObject({ code: 'too_many_rows' });
    await expect(
      db()
        .transaction()
        .execute((trx) => sql`select * from generate_series(1, 1001) n`.execute(trx)),
    ).rejects.toMatchObject({ code: 'too_many_rows' });
  });

  test('rolls back a failed transaction and nothing of others', async () => {
    const store = (on: ReturnType<typeof db>, key: string) =>
      on
        .insertInto('settings')
        .values({ key, value: json(1) })
        .execute();
    let beside: Promise<unknown> = Promise.resolve();
    const enteredBy = resolvers();
    beside = enteredBy.promise.then(() => store(db(), 'beside'));
    const failing = db()
      .transaction()
      .execute(async (trx) => {
        await store(trx, 'inside');
        enteredBy.resolve();
        await new Promise((resolve) => setTimeout(resolve, 30));
        throw new RangeError('no');
      });
    await expect(failing).rejects.toThrow('no');
    await beside;
    const keys = await db().selectFrom('settings').select('key').where('key', 'in', ['inside', 'beside']).execute();
    expect(keys).toEqual([{ key: 'beside' }]);
  });

  test('runs transactions that begin together one after another or apart, never within each other', async () => {
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map((number) =>
        db()
          .transaction()
          .execute(async (trx) => {
            await trx
              .insertInto('settings')
              .values({ key: `together ${number}`, value: json(number) })
              .execute();
            await new Promise((resolve) => setTimeout(resolve, 5));
            if (number % 2 === 1) throw new RangeError('odd');
          }),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    const kept = await db()
      .selectFrom('settings')
      .select('key')
      .where('key', 'like', 'together %')
      .orderBy('key')
      .execute();
    expect(kept.map(({ key }) => key)).toEqual(['together 2', 'together 4']);
  });

  test('goes back to a savepoint and carries on', async () => {
    await db()
      .transaction()
      .execute(async (trx) => {
        await sql`savepoint before_mistake`.execute(trx);
        await sql`insert into no_such_table values (1)`
          .execute(trx)
          .catch(() => sql`rollback to before_mistake`.execute(trx));
        await trx
          .insertInto('settings')
          .values({ key: 'after savepoint', value: json(1) })
          .execute();
      });
    const trx = await db().startTransaction().execute();
    const marked = await trx.savepoint('mark').execute();
    await marked
      .insertInto('settings')
      .values({ key: 'undone', value: json(1) })
      .execute();
    await marked.rollbackToSavepoint('mark').execute();
    await trx.commit().execute();
    const keys = await db()
      .selectFrom('settings')
      .select('key')
      .where('key', 'in', ['after savepoint', 'undone'])
      .execute();
    expect(keys).toEqual([{ key: 'after savepoint' }]);
  });

  test('throws instead of waiting for itself when the outer database is used within a transaction', async () => {
    const nested = db()
      .transaction()
      .execute(async (trx) => {
        await trx.selectFrom('settings').select('key').limit(1).execute();
        await db().selectFrom('settings').select('key').limit(1).execute();
      });
    await expect(nested).rejects.toMatchObject({ code: 'outside_transaction' });
    await expect(
      db()
        .transaction()
        .execute(async () => opened.control.requestDump('within')),
    ).rejects.toMatchObject({ code: 'outside_transaction' });
    // The mistake is over with the transaction, for the same asynchronous context too.
    await expect(db().selectFrom('settings').select('key').limit(1).execute()).resolves.toHaveLength(1);
  });

  test('has one running sync per connection, whoever races for it', async () => {
    const connection = await addConnection(opened.control);
    const claims = await Promise.allSettled(
      Array.from({ length: 10 }, () => addRunningSync(opened.control, connection)),
    );
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { fence_counter } = await db()
      .selectFrom('connections')
      .select('fence_counter')
      .where('id', '=', connection)
      .executeTakeFirstOrThrow();
    expect(fence_counter).toBe(1);
    const end = { state: 'succeeded', ended_at: new Date() } as const;
    await db().updateTable('syncs').set(end).where('connection_id', '=', connection).execute();
    await addRunningSync(opened.control, connection);
    const fences = await db()
      .selectFrom('syncs')
      .select('fence')
      .where('connection_id', '=', connection)
      .orderBy('fence')
      .execute();
    expect(fences).toEqual([{ fence: 1 }, { fence: 2 }]);
  });

  test('counts the rows a change touched', async () => {
    const result = await db()
      .updateTable('settings')
      .set({ value: json(2) })
      .where('key', '=', 'beside')
      .executeTakeFirst();
    expect(result.numUpdatedRows).toBe(1n);
  });
});

function resolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test('a chain of queries on PGlite leaves timers their time', async () => {
  const { control, close } = await openControlForTests();
  let isOver = false;
  setTimeout(() => {
    isOver = true;
  }, 50);
  while (!isOver) await control.db.selectFrom('settings').select('key').limit(1).execute();
  await close();
}, 120_000);
