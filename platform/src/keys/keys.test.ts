import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { describeBackends } from '../control/backends-for-tests.ts';
import type { ControlForTests } from '../control/control-for-tests.ts';
import { addOrganisation } from '../control/rows-for-tests.ts';
import { createApiKey } from './create-api-key.ts';
import { findApiKey } from './find-api-key.ts';
import { readKeyCheck } from './key-check.ts';
import { newMasterKey, writeMasterKey } from './master-key.ts';
import { openKeys } from './open-keys.ts';
import { ensureOperatorKey } from './operator-key.ts';

describeBackends('Keys', (backend) => {
  let opened: ControlForTests | undefined;
  // One database for all the tests: each has an organisation of its own, and a master key that the one before left.
  afterAll(() => opened?.close());

  async function start() {
    opened ??= await backend.open();
    const file = join(opened.folder.path, 'master.key');
    const { control } = opened;
    const config = { masterKeyFile: file };
    return { control, file, config, keys: () => openKeys({ config, control }) };
  }

  async function restart() {
    opened = await opened?.reopen();
    return start();
  }

  async function withOrganisation() {
    const started = await start();
    const keys = await started.keys();
    const organisationId = await addOrganisation(started.control);
    await started.control.db.transaction().execute((trx) => keys.createOrganisationKeys(trx, organisationId));
    const field = { organisationId, connectionId: 'con_1', field: 'credentials' };
    return { ...started, keys, organisationId, field, sealed: await keys.seal(field, Buffer.from('gyfrinach')) };
  }

  test('make a master key for their user alone, and seal for one place only', async () => {
    const { file, keys, field, sealed, control } = await withOrganisation();
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32);
    expect((await keys.open(field, sealed)).toString()).toBe('gyfrinach');
    const other = await addOrganisation(control);
    await control.db.transaction().execute((trx) => keys.createOrganisationKeys(trx, other));
    for (const change of [{ connectionId: 'con_2' }, { field: 'other' }, { organisationId: other }]) {
      await expect(keys.open({ ...field, ...change }, sealed)).rejects.toMatchObject({ code: 'does_not_open' });
    }
    // A place is told apart from another with the same letters.
    await expect(keys.open({ ...field, connectionId: 'con_1","cred', field: 'entials' }, sealed)).rejects.toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
      await expect(keys.open(field, changed)).rejects.toMatchObject({ name: /DoesNotOpen|KeysDestroyed/ });
    }
    await expect(keys.open(field, sealed.subarray(0, 20))).rejects.toMatchObject({ code: 'does_not_open' });
  }, 120_000);

  test('give each organisation a pseudonym key of its own, and partners a place of their own', async () => {
    const { keys, organisationId, control } = await withOrganisation();
    const other = await addOrganisation(control);
    await control.db.transaction().execute((trx) => keys.createOrganisationKeys(trx, other));
    expect(await keys.pseudonymKey(organisationId)).not.toEqual(await keys.pseudonymKey(other));
    const partner = await keys.sealPartner('toy', Buffer.from('partner'));
    expect((await keys.openPartner('toy', partner)).toString()).toBe('partner');
    await expect(keys.openPartner('another', partner)).rejects.toMatchObject({ code: 'does_not_open' });
    const sealer = await keys.sealer(organisationId);
    const page = sealer.seal(['page', 'syn_1', '1'], Buffer.from('page'));
    expect(sealer.open(['page', 'syn_1', '1'], page).toString()).toBe('page');
    expect(() => sealer.open(['page', 'syn_1', '2'], page)).toThrow(/does not open/);
  }, 120_000);

  test('refuse to start without the master key, with another, with half of it, or with one that others may read', async () => {
    const { file } = await withOrganisation();
    const right = readFileSync(file, 'utf8');
    const refusal = async () => {
      const { keys } = await restart();
      const err = await keys().catch((caught: unknown) => caught);
      expect(String(err)).not.toContain(right.trim());
      return err;
    };
    renameSync(file, `${file}.kept`);
    expect(await refusal()).toMatchObject({ code: 'master_key_missing', message: expect.stringContaining(file) });
    expect(existsSync(file)).toBe(false);
    await writeMasterKey(file, newMasterKey());
    expect(await refusal()).toMatchObject({ code: 'master_key_wrong', message: expect.stringContaining(file) });
    writeFileSync(file, right.slice(0, 20));
    expect(await refusal()).toMatchObject({ code: 'master_key_unreadable' });
    writeFileSync(file, right);
    if (process.platform !== 'win32') {
      chmodSync(file, 0o644);
      expect(await refusal()).toMatchObject({
        code: 'master_key_exposed',
        message: expect.stringContaining('chmod 600'),
      });
    }
    chmodSync(file, 0o600);
    const { keys } = await restart();
    await keys();
  }, 120_000);

  test('are wrapped anew while others seal and open, and everything still opens', async () => {
    const { keys, field, sealed, file, control } = await withOrganisation();
    const others = await Promise.all(Array.from({ length: 60 }, () => addOrganisation(control)));
    for (const other of others)
      await control.db.transaction().execute((trx) => keys.createOrganisationKeys(trx, other));
    const newMaster = newMasterKey();
    const rewrapping = keys.rewrapAll(newMaster);
    for (let round = 0; round < 50; round += 1) {
      expect((await keys.open(field, sealed)).toString()).toBe('gyfrinach');
    }
    expect((await rewrapping).rewrapped).toBeGreaterThanOrEqual(2 * 61 + 2);
    expect(existsSync(`${file}.next`)).toBe(false);
    expect(readFileSync(file, 'utf8').trim()).toBe(newMaster.bytes.toString('base64'));
    const again = await (await restart()).keys();
    expect((await again.open(field, sealed)).toString()).toBe('gyfrinach');
  }, 120_000);

  test('whose new wrapping was cut short at any step are finished by the next start', async () => {
    const { field, sealed, file } = await withOrganisation();
    const old = readFileSync(file, 'utf8');
    const newMaster = newMasterKey();
    // Cut short after the new key was written: nothing is wrapped by it yet.
    await writeMasterKey(`${file}.next`, newMaster);
    const finished = await restart();
    const again = await finished.keys();
    expect((await again.open(field, sealed)).toString()).toBe('gyfrinach');
    expect(readFileSync(file, 'utf8').trim()).toBe(newMaster.bytes.toString('base64'));
    // Cut short before the last step: everything is wrapped, the old file still has its name.
    renameSync(file, `${file}.next`);
    writeFileSync(file, old, { mode: 0o600 });
    expect((await readKeyCheck(finished.control.db))?.master_key_id).toBe(newMaster.id);
    const last = await (await restart()).keys();
    expect((await last.open(field, sealed)).toString()).toBe('gyfrinach');
    expect(existsSync(`${file}.next`)).toBe(false);
  }, 120_000);

  test('that were destroyed open nothing any more, not from a dump either', async () => {
    const { keys, field, sealed, control, organisationId } = await withOrganisation();
    const { path: before } = await control.requestDump('before');
    const row = await control.db
      .selectFrom('organisation_keys')
      .select('wrapped')
      .where('organisation_id', '=', organisationId)
      .executeTakeFirstOrThrow();
    expect(gunzipSync(readFileSync(before)).toString()).toContain(row.wrapped.toString('hex'));
    await keys.destroyOrganisationKeys(organisationId);
    expect(existsSync(before)).toBe(false);
    await expect(keys.open(field, sealed)).rejects.toMatchObject({ code: 'keys_destroyed' });
    await expect(keys.seal(field, randomBytes(1))).rejects.toMatchObject({ code: 'keys_destroyed' });
    const left = await control.requestDump('after');
    expect(gunzipSync(readFileSync(left.path)).toString()).not.toContain(row.wrapped.toString('hex'));
  }, 120_000);

  test('of the operator and of API keys are known by their hash, until revoked', async () => {
    const { control } = await start();
    const operator = await ensureOperatorKey(control);
    expect(await ensureOperatorKey(control)).toEqual(operator);
    if (process.platform !== 'win32') expect(statSync(operator.file).mode & 0o777).toBe(0o600);
    const token = readFileSync(operator.file, 'utf8').trim();
    expect(token).toMatch(/^ilo_/);
    const at = new Date();
    expect(await findApiKey(control.db, token, at)).toMatchObject({ organisation_id: null, scopes: ['operator'] });
    expect(await findApiKey(control.db, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, at)).toBeUndefined();
    expect(await findApiKey(control.db, 'ilo_', at)).toBeUndefined();

    const organisationId = await addOrganisation(control);
    const made = await control.db
      .transaction()
      .execute((trx) => createApiKey(trx, { name: 'box office', organisationId, scopes: ['read'], at }));
    expect(await findApiKey(control.db, made.token, at)).toMatchObject({
      id: made.id,
      organisation_id: organisationId,
    });
    await control.db.updateTable('api_keys').set({ revoked_at: at }).where('id', '=', made.id).execute();
    expect(await findApiKey(control.db, made.token, at)).toBeUndefined();
    // No token is anywhere but where it was given out.
    const { path } = await control.requestDump('test');
    expect(gunzipSync(readFileSync(path)).toString()).not.toMatch(new RegExp(`${token}|${made.token}`));

    // A lost operator's key is replaced by the next start, and the lost one is worth nothing.
    rmSync(operator.file);
    const replaced = await ensureOperatorKey(control);
    expect(replaced.id).not.toBe(operator.id);
    expect(await findApiKey(control.db, token, at)).toBeUndefined();
  }, 120_000);
});
