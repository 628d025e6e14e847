import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appendAudit } from '../audit/append.ts';
import { verifyAudit } from '../audit/verify.ts';
import { silentLogger } from '../logger.ts';
import { describeBackends } from './backends-for-tests.ts';
import { openControlForTests, templateForTests, temporaryFolder } from './control-for-tests.ts';
import { dumpedTables } from './dump-tables.ts';
import { json } from './json.ts';
import type { Control } from './open-control.ts';
import { restoreControl } from './restore-command.ts';
import { addConnection, addRunningSync } from './rows-for-tests.ts';

describeBackends('A dump', (backend) => {
  /** The same dump back into a database of the same kind, in a data folder of its own. */
  async function restore(file: string, path = temporaryFolder()) {
    const databaseUrl = backend.name === 'PostgreSQL' ? await backend.createDatabase() : undefined;
    const config = { dataFolder: path, ...(databaseUrl ? { databaseUrl } : {}) };
    const restored = await restoreControl({ config, file, logger: silentLogger, template: await templateForTests() });
    const opened = await backend.open({ path, ...(databaseUrl ? { databaseUrl } : {}) });
    return { restored, opened };
  }

  test('brings every table back to the letter, and suspends every connection', async () => {
    const source = await backend.open();
    await fill(source.control);
    const { path } = await source.control.requestDump('test', { history: 'whole' });
    const before = await contentOf(source.control);
    await source.close();

    const { restored, opened } = await restore(path);
    expect(restored.suspended).toBe(2);
    const after = await contentOf(opened.control);
    for (const { name } of dumpedTables) {
      if (name === 'connections' || name === 'syncs') continue;
      expect(after[name], name).toEqual(before[name]);
      expect(before[name]?.length, name).toBeGreaterThan(0);
    }
    const connections = await opened.control.db.selectFrom('connections').selectAll().execute();
    expect(connections.map(({ state, state_reason, state_before }) => [state, state_reason, state_before])).toEqual([
      ['suspended', 'restored', 'active'],
      ['suspended', 'restored', 'active'],
    ]);
    const syncs = await opened.control.db.selectFrom('syncs').select(['state', 'ended_at']).execute();
    expect(syncs.map(({ state }) => state).sort()).toEqual(['interrupted', ...Array(700).fill('succeeded')]);
    await expect(verifyAudit(opened.control.db)).resolves.toMatchObject({ intact: true, entries: 20 });
    // Sequences go on after what was restored.
    await addEvent(opened.control);
    await opened.close();
  }, 120_000);

  test('of the moment is whole while others write', async () => {
    const source = await backend.open();
    const { control } = source;
    await fill(control);
    let isWriting = true;
    const writer = (async () => {
      for (let round = 0; isWriting; round += 1) {
        await control.db.transaction().execute(async (trx) => {
          for (const key of ['left', 'right']) {
            await trx
              .insertInto('settings')
              .values({ key, value: json(round) })
              .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json(round) }))
              .execute();
          }
        });
        await addEvent(control);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const dumps = await Promise.all([
      control.requestDump('first'),
      control.requestDump('second', { history: 'whole' }),
      control.requestDump('third'),
    ]);
    isWriting = false;
    await writer;
    // Asked for together, written once.
    expect(new Set(dumps.map(({ path }) => path)).size).toBe(1);
    await source.close();
    const { opened } = await restore(dumps[0]?.path ?? '');
    const settings = await opened.control.db
      .selectFrom('settings')
      .selectAll()
      .where('key', 'in', ['left', 'right'])
      .execute();
    expect(settings[0]?.value).toEqual(settings[1]?.value);
    await opened.close();
  }, 120_000);

  test('that is cut short or changed by one byte is refused whole', async () => {
    const source = await backend.open();
    await fill(source.control);
    const { path } = await source.control.requestDump('test');
    await source.close();
    const whole = readFileSync(path);
    const text = gunzipSync(whole).toString();
    const lines = text.split('\n');
    const flipped = Buffer.from(whole);
    flipped.writeUInt8((flipped[whole.length >> 1] ?? 0) ^ 1, whole.length >> 1);
    const damaged: Record<string, Buffer> = {
      'cut in the middle': whole.subarray(0, whole.length >> 1),
      'cut at the end': whole.subarray(0, whole.length - 1),
      empty: Buffer.alloc(0),
      'a byte flipped': flipped,
      'a letter changed and packed again': gzipSync(text.replace('Theatr', 'theatr')),
      'a row taken out': gzipSync(lines.filter((_, number) => number !== 3).join('\n')),
      'its end line missing': gzipSync(lines.slice(0, -2).join('\n')),
      'lines after its end': gzipSync(`${text}${lines[2]}\n`),
      'not a dump': gzipSync('{"hello": "world"}\n'),
    };
    for (const [name, content] of Object.entries(damaged)) {
      const file = join(temporaryFolder(), 'control.ndjson.gz');
      writeFileSync(file, content);
      const path = temporaryFolder();
      const refused = restoreControl({ config: { dataFolder: path }, file, logger: silentLogger });
      await expect(refused, name).rejects.toMatchObject({ code: 'dump_damaged' });
      expect(readdirSync(path), name).toEqual([]);
    }
  }, 120_000);

  test('is not restored over a control database that has anything in it', async () => {
    const source = await backend.open();
    await addConnection(source.control);
    const { path } = await source.control.requestDump('test');
    await source.close();
    const again = restoreControl({ config: source.config, file: path, logger: silentLogger });
    await expect(again).rejects.toMatchObject({ code: 'control_not_empty' });
  }, 120_000);

  test('is taken for a change within one that runs, keeps 24, and can discard what is older', async () => {
    const source = await backend.open();
    const { control, folder } = source;
    for (let round = 0; round < 30; round += 1) await control.requestDump(`change ${round}`);
    const dumps = () => readdirSync(join(folder.path, 'dumps')).filter((name) => name.endsWith('.gz'));
    expect(dumps().length).toBeGreaterThanOrEqual(8);
    expect(dumps().length).toBeLessThanOrEqual(24);
    expect(readdirSync(join(folder.path, 'dumps'))).toEqual(dumps());
    await control.requestDump('keys destroyed', { discardOlder: true });
    expect(dumps()).toHaveLength(1);
    await source.close();
    await expect(control.requestDump('too late')).rejects.toMatchObject({ code: 'dumps_stopped' });
  }, 120_000);
});

test('moving the control folder away and restoring brings a damaged embedded database back', async () => {
  const source = await openControlForTests();
  const connection = await addConnection(source.control);
  const { path: file } = await source.control.requestDump('test');
  await source.close();
  const { path } = source.folder;
  renameSync(join(path, 'control', 'global'), join(path, 'control', 'gone'));
  await expect(openControlForTests({ path })).rejects.toMatchObject({
    code: 'control_damaged',
    message: expect.stringContaining(`npx illuminate control restore ${file}`),
  });
  renameSync(join(path, 'control'), join(path, 'control.damaged'));
  await expect(openControlForTests({ path })).rejects.toMatchObject({ code: 'folder_belongs_elsewhere' });
  renameSync(join(path, 'control'), join(path, 'control.empty'));
  await restoreControl({
    config: { dataFolder: path },
    file,
    logger: silentLogger,
    template: await templateForTests(),
  });
  const opened = await openControlForTests({ path });
  await expect(opened.control.db.selectFrom('connections').select('id').execute()).resolves.toEqual([
    { id: connection },
  ]);
  await opened.close();
}, 120_000);

/** Something in every table, and more than a chunk of what grows. */
async function fill(control: Control): Promise<void> {
  const { db } = control;
  const connection = await addConnection(control);
  const other = await addConnection(control);
  await addRunningSync(control, connection);
  await sql`insert into syncs (id, connection_id, trigger, state, queued_at, ended_at, counts)
    select 'syn_' || n, ${other}, 'schedule', 'succeeded', now(), now() + n * interval '1 microsecond', '{"rows": 1.50}'
    from generate_series(1, 700) n`.execute(db);
  await sql`insert into sync_events (sync_id, at, kind, data)
    select 'syn_' || n, now(), 'page', '{"tekst": "ŷ ☃ \\" \\\\"}' from generate_series(1, 700) n`.execute(db);
  await sql`insert into consent_polls (provider, at, outcome) select 'toy', now(), 'ok' from generate_series(1, 10) n`.execute(
    db,
  );
  await sql`insert into organisation_keys values ('platform', 'data', 1, 'm', '\\x00ff', now())`.execute(db);
  await sql`insert into credentials values ('crd_1', ${connection}, null, '\\x00ff0a', 'last', now())`.execute(db);
  await sql`insert into consents values ('cns_1', ${connection}, 'môr', 'granted', '{"by": "test"}', now())`.execute(
    db,
  );
  const { rows: claimants } = await sql<{
    id: string;
  }>`select organisation_id as id from connections where id = ${connection}`.execute(db);
  await sql`insert into claims (id, connection_id, organisation_id, provider, client, state, evidence, started_by, started_at)
    values ('clm_1', ${connection}, ${claimants[0]?.id}, 'toy', 'môr', 'proven', '{"by": "desk"}', 'test', now())`.execute(
    db,
  );
  await sql`insert into agreements values ('agr_1', ${connection}, ${claimants[0]?.id}, '1', '# Môr', 'abc', 'accepted', 'Siân', null, 'test', now(), '2027-11-29')`.execute(
    db,
  );
  await sql`insert into receipts values ('rcp_1', ${connection}, ${claimants[0]?.id}, 'given', now(), '{"who": "Siân"}', 'abc')`.execute(
    db,
  );
  await sql`insert into stream_states (connection_id, stream, last_error) values (${connection}, 'orders', '{"code": "x"}')`.execute(
    db,
  );
  await sql`insert into delivery_keys values (${connection}, 'dk_1', ${Buffer.alloc(32, 7)}, 'môr', 'test', now())`.execute(
    db,
  );
  await sql`insert into delivery_standings values (${connection}, '{"sequences": [[1, 3]]}')`.execute(db);
  await sql`insert into column_maps values (${connection}, 'orders', 1, '{"columns": [{"header": "môr"}]}', 'abc', 'test', now())`.execute(
    db,
  );
  const { rows: owners } = await sql<{
    id: string;
  }>`select organisation_id as id from connections where id = ${connection}`.execute(db);
  await sql`insert into source_choices values ('cho_1', ${owners[0]?.id}, 1, ${connection}, ${other}, false, '2026-03-01', '2026-06-30', 'môr', 'test', now())`.execute(
    db,
  );
  await sql`insert into uploads values ('upl_1', ${owners[0]?.id}, ${connection}, 'sales', 'loaded', 'môr.csv', 12, 12, 'abc', 'test', now(),
    now(), '["Name"]', '{}', '{}', '{"number": "1"}', null, null, null)`.execute(db);
  await sql`insert into upload_maps values (${owners[0]?.id}, 'sales', 'abc', '{"columns": []}', 'test', now())`.execute(
    db,
  );
  await sql`insert into ticket_class_versions values (${owners[0]?.id}, 1, null, 'test', now())`.execute(db);
  await sql`insert into ticket_class_choices values (${owners[0]?.id}, 1, ${connection}, 'abc', 'comp', false)`.execute(
    db,
  );
  await sql`insert into unsorted_ticket_types values (${connection}, ${owners[0]?.id}, 3)`.execute(db);
  await sql`insert into source_overlaps values (${owners[0]?.id}, ${connection}, ${other}, 41, '2026-03-01', '2026-06-30', 900, 880, 0, null, null, now())`.execute(
    db,
  );
  await sql`insert into activity_places values ('plc_1', ${owners[0]?.id}, 'Môr', 'môr', 'test', now())`.execute(db);
  await sql`insert into activities values ('act_1', ${owners[0]?.id}, 'Môr', 'performance', 'theatre', 'plc_1', '2026-03-01', '2026-03-02',
    12, 'counted', ' 4607. ', 'inside', 'typed', 2, null, 'test', now(), 'test', now())`.execute(db);
  await sql`insert into activity_import_columns values (${owners[0]?.id}, 'abc', '["title", null]', 'test', now())`.execute(
    db,
  );
  await sql`insert into matching_deeds values ('mde_1', ${owners[0]?.id}, 1, 'match', 'Matched', 'test', now())`.execute(
    db,
  );
  await sql`insert into activity_matches values ('mat_1', ${owners[0]?.id}, 'act_1', ${connection}, '4607A', null, 'person', 'mde_1', 'test', now())`.execute(
    db,
  );
  await sql`insert into event_exclusions values ('exc_1', ${owners[0]?.id}, ${connection}, '4608A', 'hire', 'môr', 'mde_1', 'test', now())`.execute(
    db,
  );
  await sql`insert into matching_standings values (${connection}, ${owners[0]?.id}, 124, 118, 3, now())`.execute(db);
  await sql`insert into store_damages values (${owners[0]?.id}, now())`.execute(db);
  await sql`insert into criteria_sets values ('crs_1', ${owners[0]?.id}, 'sales', 'Môr', '', '{"match": "all", "items": []}', 1, 'test', now(), 'test', now())`.execute(
    db,
  );
  await sql`insert into reports values ('rpt_1', ${owners[0]?.id}, 'sales', 'Môr', '', 'Ffolder', 'organisation', false, '{"criteriaSet": "crs_1"}', 'crs_1', '{"mode": "rows"}', '{"kind": "table"}', '{}', 1, 'operator', 'test', now(), 'test', now())`.execute(
    db,
  );
  await sql`insert into report_favourites values ('rpt_1', 'operator', now())`.execute(db);
  await sql`insert into ready_favourites values (${owners[0]?.id}, 'areas', 'operator', now())`.execute(db);
  await sql`insert into report_runs values ('run_1', ${owners[0]?.id}, 'rpt_1', 'Môr', '{"v": 1}', 'screen', null, 'succeeded', 'operator', 'test', now(), now(), 4, 9)`.execute(
    db,
  );
  await sql`insert into provider_wishes values ('tills', '2026-05-01', 3)`.execute(db);
  await sql`insert into requests values ('R-1001', 1001, 'connection', 'new', 'toy', ${owners[0]?.id}, 'Môr', 'Asha', 'a@b.example', 'môr', null, '\\x01', '\\x02', now(), now(), now(), now(), null, ${connection})`.execute(
    db,
  );
  await sql`insert into request_events values ('R-1001', 1, now(), 'Asha', 'requester', 'received', false, 'new', null)`.execute(
    db,
  );
  await sql`insert into incidents (id, connection_id, code, since, last_seen_at) values ('inc_1', ${connection}, 'FAILED', now(), now())`.execute(
    db,
  );
  await sql`insert into deletions values ('del_1', ${owners[0]?.id}, ${connection}, 'done', true, 'test', now(), now(), null, null,
    now(), now(), '{"rows": {"orders": 3}}', null, null, '{"id": "del_1"}', 'abc')`.execute(db);
  await sql`insert into retentions values (${owners[0]?.id}, 7, 'test', now(), now(), now(), '{"orders": 3}')`.execute(
    db,
  );
  await sql`insert into erased_bookers values (${owners[0]?.id}, 'abc', now())`.execute(db);
  await sql`insert into people values ('per_1', 'Môr@x.example', 'môr@x.example', 'Môr', '$argon2id$', false, now())`.execute(
    db,
  );
  await sql`insert into memberships values ('per_1', ${owners[0]?.id}, 'member', now())`.execute(db);
  await sql`insert into platform_roles values ('per_1', 'provider-contact', 'toy', now())`.execute(db);
  await sql`insert into invitations values ('inv_1', '\\x02', 'a@x.example', 'member', ${owners[0]?.id}, null, 'test', now(), now())`.execute(
    db,
  );
  await sql`insert into kept_pages values (${connection}, now(), 3, 'room')`.execute(db);
  await sql`insert into schedules (name, every_seconds) values ('syncs', 60)`.execute(db);
  await sql`insert into api_keys values ('key_1', '\\x01', 'ilk_', 'test', null, '{a,"b c"}', now())`.execute(db);
  await db
    .insertInto('settings')
    .values({ key: 'kept', value: json([1, null, 'x']) })
    .execute();
  await db.transaction().execute(async (trx) => {
    for (let n = 0; n < 20; n += 1) {
      await appendAudit(trx, {
        at: new Date(n * 1000),
        actor: 'test',
        action: 'test.done',
        subject: `n${n}`,
        organisationId: null,
      });
    }
  });
}

async function addEvent({ db }: Control): Promise<void> {
  const sync = await db.selectFrom('syncs').select('id').limit(1).executeTakeFirstOrThrow();
  const data = json({ page: 1 });
  await db.insertInto('sync_events').values({ sync_id: sync.id, at: new Date(), kind: 'page', data }).execute();
}

async function contentOf({ db }: Control): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  for (const { name } of dumpedTables) {
    const { rows } = await sql`select to_jsonb(t)::text as row from ${sql.table(name)} t order by 1`.execute(db);
    content[name] = rows;
  }
  return content;
}
