import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashContent } from '../audit/chain.ts';
import { verifyAudit } from '../audit/verify.ts';
import { findConnection } from '../connections/find-connection.ts';
import { reconnectConnection } from '../connections/reconnect-connection.ts';
import { stopConnection } from '../connections/stop-connection.ts';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { copyStore } from '../organisations/copy-store.ts';
import { requestOf, rowsOf } from '../warehouse/made-batches.ts';
import { createPacker } from '../warehouse/pack.ts';
import { restoreStore } from '../warehouse/restore.ts';
import { askDeletion } from './ask-deletion.ts';
import { cancelDeletion } from './cancel-deletion.ts';
import { certificatePage } from './certificate-page.ts';
import { listDeletions } from './list-deletions.ts';
import { repeatDeletions } from './repeat-deletions.ts';
import { runDueDeletions } from './run-due-deletions.ts';
import { showCertificate } from './show-certificate.ts';

const DAY = 86_400_000;

let box: ContextForTests;
beforeAll(async () => {
  box = await openContextForTests();
});
beforeEach(() => box.reset());
afterAll(() => box.close());

const never = new AbortController().signal;

async function load(organisation: Organisation, connection: Pick<Connection, 'id'>, order: string): Promise<void> {
  const packer = createPacker();
  const tickets = [{ id: `${order}1`, total: 1200 }];
  packer.add(rowsOf({ order, updatedAt: 5_000, requestedAt: 6_000, tickets }), 6_000);
  const request = requestOf({ packed: packer.take(), connectionId: connection.id });
  await box.context.warehouse.withStore(organisation.id, (store) => store.load(request));
}

/** An organisation with a stopped connection, whose store has copies and one that was set aside. */
async function stopped(slug: string): Promise<{ organisation: Organisation; connection: Connection }> {
  const organisation = await box.organisation(slug, `The ${slug}`);
  const claim = await box.claim(organisation, slug);
  await load(organisation, claim, '7');
  await copyStore(box.context, { organisation, actor: 'test' });
  await restoreStore(box.context.warehouse, organisation.id, { now: box.clock.now().getTime() });
  await stopConnection(box.context, { connectionId: claim.id, actor: 'Asha' });
  return { organisation, connection: await findConnection(box.context, claim.id) };
}

const filesOf = async (organisation: Organisation): Promise<string[]> =>
  (await readdir(box.context.config.dataFolder, { recursive: true })).filter((path) => path.includes(organisation.id));

const orderIds = async ({ id }: Organisation): Promise<unknown[]> =>
  box.context.warehouse.withStore(id, async (store) =>
    (await store.query('SELECT source_id FROM orders ORDER BY 1')).map(({ source_id }) => source_id),
  );

describe('a deletion of the only data of an organisation', () => {
  test('destroys keys, store, copies, parts and pages, proves it, and leaves others alone', async () => {
    const { context } = box;
    const { organisation, connection } = await stopped('gone');
    const other = await stopped('stays');
    const sealedOfOther = await context.keys.seal(
      { organisationId: other.organisation.id, connectionId: 'x', field: 'y' },
      Buffer.from('kept'),
    );
    const before = { organisationId: organisation.id, connectionId: connection.id, field: 'page' };
    const sealed = await context.keys.seal(before, Buffer.from('a page'));
    for (const folder of ['deliveries', 'pages']) {
      const inside = join(context.config.dataFolder, folder, organisation.id, connection.id);
      await mkdir(inside, { recursive: true });
      await writeFile(join(inside, 'part-1'), sealed);
    }
    expect((await filesOf(organisation)).length).toBeGreaterThan(5);
    const ask = (confirm: string) =>
      askDeletion(context, { organisation, connection, atOnce: true, confirm, actor: 'Asha' });
    await expect(ask('The goner')).rejects.toMatchObject({ code: 'invalid-input' });
    const { id } = await ask(' The  gone ');
    await runDueDeletions(context, never);

    expect(await filesOf(organisation)).toEqual([]);
    await expect(context.keys.open(before, sealed)).rejects.toMatchObject({ code: 'keys_destroyed' });
    expect(await orderIds(other.organisation)).toEqual(['7']);
    const opened = await context.keys.open(
      { organisationId: other.organisation.id, connectionId: 'x', field: 'y' },
      sealedOfOther,
    );
    expect(opened.toString()).toBe('kept');

    const shown = await showCertificate(context, { organisation, id });
    const { certificate, sha256 } = shown;
    expect(hashContent(certificate)).toBe(sha256);
    expect(certificate.destroyed.rows).toMatchObject({ orders: 1, tickets: 1, ticket_movements: 1 });
    expect(certificate.destroyed.files.map(({ what }) => what)).toEqual([
      'the store',
      'stores set aside',
      'copies of the store',
      'parts of deliveries',
      'kept pages',
    ]);
    expect(certificate.destroyed.keys.map(({ purpose }) => purpose)).toEqual(['data', 'pseudonym']);
    expect(certificate.checks.length).toBe(6);
    expect(certificate.checks.every(({ passed }) => passed)).toBe(true);
    const entry = await context.db
      .selectFrom('audit')
      .select('details')
      .where('action', '=', 'deletion.done')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry.details).toMatchObject({ deletion: id, askedBy: 'Asha', certificateSha256: sha256 });
    expect(await verifyAudit(context.db)).toMatchObject({ intact: true });
    expect(certificatePage(shown)).toContain(sha256);
    const page = certificatePage({ ...shown, certificate: { ...certificate, askedBy: '<script>' } });
    expect(page).not.toContain('<script>');

    // In place: the same connection, under new keys, from the beginning.
    await reconnectConnection(context, { connection, settings: {}, secret: undefined, actor: 'Asha' });
    expect(await findConnection(context, connection.id)).toMatchObject({
      name: connection.name,
      state: 'waiting_for_consent',
      settings: { client: 'gone' },
    });
    const keys = await context.db
      .selectFrom('organisation_keys')
      .select('version')
      .where('organisation_id', '=', organisation.id)
      .execute();
    expect(keys).toEqual([{ version: 2 }, { version: 2 }]);
    expect(await orderIds(organisation)).toEqual([]);
  });

  test('of an organisation stops its connections first', async () => {
    const organisation = await box.organisation('whole', 'Whole');
    const connection = await box.claim(organisation, 'whole');
    await load(organisation, connection, '7');
    await askDeletion(box.context, { organisation, connection: null, atOnce: true, confirm: 'Whole', actor: 'Asha' });
    expect((await findConnection(box.context, connection.id)).state).toBe('stopped');
    await runDueDeletions(box.context, never);
    expect(await filesOf(organisation)).toEqual([]);
    expect((await listDeletions(box.context, organisation)).items).toMatchObject([{ state: 'done', connection: null }]);
  });
});

test('where another connection has data, rows go, the file is written anew, and copies from before go', async () => {
  const { context } = box;
  const { organisation, connection } = await stopped('shared');
  const second = await context.db
    .insertInto('connections')
    .values({
      ...connection,
      id: 'con_second',
      name: 'shared-second',
      settings: JSON.stringify({}) as never,
      capabilities: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await load(organisation, second, '8');
  const sealed = { organisationId: organisation.id, connectionId: second.id, field: 'credential' };
  const signIn = await context.keys.seal(sealed, Buffer.from('secret'));
  await askDeletion(context, { organisation, connection, atOnce: true, confirm: 'The shared', actor: 'Asha' });
  await runDueDeletions(context, never);

  expect(await orderIds(organisation)).toEqual(['8']);
  expect((await context.keys.open(sealed, signIn)).toString()).toBe('secret');
  const files = await filesOf(organisation);
  expect(files.filter((path) => path.includes('replaced-'))).toEqual([]);
  expect(files.filter((path) => /copies.*\.duckdb$/.test(path))).toHaveLength(1);
  const [{ id } = { id: '' }] = (await listDeletions(context, organisation)).items;
  const { certificate } = await showCertificate(context, { organisation, id });
  expect(certificate).toMatchObject({ whole: false, destroyed: { rows: { orders: 1, fence: 1 }, keys: [] } });
  expect(certificate.checks.every(({ passed }) => passed)).toBe(true);
  // The copy is what the store is now.
  await restoreStore(context.warehouse, organisation.id, { now: box.clock.now().getTime() });
  expect(await orderIds(organisation)).toEqual(['8']);
});

describe('days of grace', () => {
  const due = async ({ id }: Organisation) =>
    box.context.db.selectFrom('deletions').select(['id', 'state']).where('organisation_id', '=', id).execute();

  async function scheduled(slug: string) {
    const organisation = await box.organisation(slug);
    const { id } = await box.claim(organisation, slug);
    await load(organisation, { id }, '7');
    await stopConnection(box.context, { connectionId: id, actor: 'Asha', collected: 'delete' });
    return { organisation, connection: await findConnection(box.context, id) };
  }

  test('nothing goes before they are over, and what is cancelled does not go', async () => {
    const { organisation } = await scheduled('waits');
    await runDueDeletions(box.context, never);
    expect(await orderIds(organisation)).toEqual(['7']);
    const [{ id } = { id: '' }] = await due(organisation);
    await cancelDeletion(box.context, { organisation, id, actor: 'Asha' });
    await box.clock.advance(8 * DAY);
    await runDueDeletions(box.context, never);
    expect(await orderIds(organisation)).toEqual(['7']);
    await expect(cancelDeletion(box.context, { organisation, id, actor: 'Asha' })).rejects.toMatchObject({
      code: 'not-possible-now',
    });
  });

  test('they end by themselves where somebody connects again', async () => {
    const { organisation, connection } = await scheduled('again');
    await reconnectConnection(box.context, { connection, settings: {}, secret: undefined, actor: 'Asha' });
    expect(await due(organisation)).toMatchObject([{ state: 'cancelled' }]);
  });

  test('when they are over it goes', async () => {
    const { organisation } = await scheduled('over');
    await box.clock.advance(8 * DAY);
    await runDueDeletions(box.context, never);
    expect(await filesOf(organisation)).toEqual([]);
    expect(await due(organisation)).toMatchObject([{ state: 'done' }]);
  });

  test('a connection that collects is not deleted', async () => {
    const organisation = await box.organisation('busy');
    const connection = await box.claim(organisation, 'busy');
    const asked = askDeletion(box.context, { organisation, connection, atOnce: false, confirm: null, actor: 'Asha' });
    await expect(asked).rejects.toMatchObject({ code: 'not-possible-now' });
  });
});

test('what a restore of something older brings back is deleted again at the start', async () => {
  const { context } = box;
  const { organisation, connection } = await stopped('ghost');
  await askDeletion(context, { organisation, connection, atOnce: true, confirm: 'The ghost', actor: 'Asha' });
  await runDueDeletions(context, never);
  // As a dump from before has it: no deletion is known, the connection waits to be asked about, and the store is there.
  await context.db.deleteFrom('deletions').execute();
  await context.db
    .updateTable('connections')
    .set({ state: 'suspended', state_reason: 'restored', state_before: 'active' })
    .where('id', '=', connection.id)
    .execute();
  await load(organisation, connection, '7');
  await repeatDeletions(context);
  expect(await filesOf(organisation)).toEqual([]);
  expect((await findConnection(context, connection.id)).state).toBe('stopped');
  const { items } = await listDeletions(context, organisation);
  expect(items).toMatchObject([{ state: 'done', askedBy: 'system', repeats: expect.stringMatching(/^del_/) }]);
  await repeatDeletions(context);
  expect((await listDeletions(context, organisation)).items).toHaveLength(1);
});
