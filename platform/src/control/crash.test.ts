import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openControlForTests, removeTemporaryFolders, templateForTests, temporaryFolder } from './control-for-tests.ts';
import { bundleForTests, startProcess } from './processes-for-tests.ts';

afterAll(removeTemporaryFolders);

test('SIGKILL in the middle of writing loses no acknowledged row and tears no transaction', async () => {
  const file = await bundleForTests('write-rows-for-tests.ts');
  const path = join(temporaryFolder(), 'data');
  const template = await templateForTests();
  let acknowledged = 0;
  for (const wait of [0, 37, 150, 400]) {
    const writer = startProcess(file, [path, template]);
    const found = await writer.said('found');
    if (acknowledged > 0) expect(Number(found.slice('found '.length))).toBeGreaterThanOrEqual(acknowledged);
    await writer.said('wrote');
    await new Promise((resolve) => setTimeout(resolve, wait));
    writer.child.kill('SIGKILL');
    await writer.ended;
    acknowledged = Number(writer.lines.at(-1)?.slice('wrote '.length));
  }
  // The lock of the killed process is taken over without a word.
  const { control, close } = await openControlForTests({ path });
  const { rows } = await sql<{ settings: number; sessions: number; newest: string }>`select
    (select count(*) from settings) settings, (select count(*) from sessions) sessions,
    (select max(key) from settings) newest`.execute(control.db);
  expect(rows[0]?.settings).toBe(rows[0]?.sessions);
  expect(Number(rows[0]?.newest)).toBe(rows[0]?.settings);
  expect(rows[0]?.settings).toBeGreaterThanOrEqual(acknowledged);
  await close();
}, 120_000);

test('SIGKILL while the first database is made leaves nothing that looks like one', async () => {
  const file = await bundleForTests('write-rows-for-tests.ts');
  const path = join(temporaryFolder(), 'data');
  const template = await templateForTests();
  for (const wait of [250, 400, 550]) {
    const first = startProcess(file, [path, template]);
    await new Promise((resolve) => setTimeout(resolve, wait));
    first.child.kill('SIGKILL');
    await first.ended;
  }
  const { control, close } = await openControlForTests({ path });
  await expect(control.db.selectFrom('data_folder').select('id').execute()).resolves.toHaveLength(1);
  await close();
}, 120_000);
