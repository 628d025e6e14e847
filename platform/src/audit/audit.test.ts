import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeBackends } from '../control/backends-for-tests.ts';
import { json } from '../control/json.ts';
import { type AuditEntry, appendAudit } from './append.ts';
import { FIRST_HASH, hashEntry } from './chain.ts';
import { askedFrom } from './origin.ts';
import { verifyAudit } from './verify.ts';

const entry = (subject: string, details?: Record<string, unknown>): AuditEntry => ({
  at: new Date('2026-11-24T10:00:00.123Z'),
  actor: 'key_1',
  action: 'connection.paused',
  subject,
  organisationId: null,
  ...(details ? { details } : {}),
});

describeBackends('The audit trail', (backend) => {
  test('only grows, entry after entry, and shows every way of tampering with it', async () => {
    const { control, close } = await backend.open();
    const { db } = control;
    await expect(verifyAudit(db)).resolves.toMatchObject({ intact: true, entries: 0 });
    // At once, and with details that jsonb gives back in another form.
    const details = { b: [1.5, { z: null, a: undefined }], a: new Date(0), å: 'ŷ' };
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        db.transaction().execute((trx) => appendAudit(trx, entry(`con_${n}`, details))),
      ),
    );
    const failing = db.transaction().execute(async (trx) => {
      await appendAudit(trx, entry('undone'));
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(verifyAudit(db)).resolves.toMatchObject({ intact: true, entries: 12 });

    await expect(sql`update audit set actor = 'other' where seq = 5`.execute(db)).rejects.toThrow(/only grows/);
    await expect(sql`delete from audit where seq = 5`.execute(db)).rejects.toThrow(/only grows/);
    await expect(sql`truncate audit`.execute(db)).rejects.toThrow(/only grows/);

    // Somebody with the rights of the owner can switch the trigger off; the chain still tells.
    const tamper = async (statement: string) => {
      const undone = new RangeError('undone');
      let verdict: unknown;
      const trying = db.transaction().execute(async (trx) => {
        await sql`alter table audit disable trigger all`.execute(trx);
        await sql.raw(statement).execute(trx);
        verdict = await verifyAudit(trx);
        throw undone;
      });
      await expect(trying).rejects.toBe(undone);
      return verdict;
    };
    expect(await tamper("update audit set actor = 'other' where seq = 5")).toEqual({ intact: false, brokenAt: 5 });
    expect(await tamper(`update audit set details = '{"a": 1}' where seq = 12`)).toEqual({
      intact: false,
      brokenAt: 12,
    });
    expect(await tamper("update audit set at = at + interval '1 second' where seq = 1")).toEqual({
      intact: false,
      brokenAt: 1,
    });
    expect(await tamper('delete from audit where seq = 7')).toEqual({ intact: false, brokenAt: 7 });
    expect(await tamper('delete from audit where seq = 12')).toMatchObject({ intact: true, entries: 11 });
    await expect(verifyAudit(db)).resolves.toMatchObject({ intact: true, entries: 12 });
    await close();
  }, 120_000);

  test('that was begun without origins goes on with them, and no origin can be given or taken afterwards', async () => {
    const { control, close } = await backend.open();
    const { db } = control;
    const old = { seq: 1, at: new Date(0), actor: 'x', action: 'y', subject: 'z', organisation_id: null, details: {} };
    const first = { ...old, previous_hash: FIRST_HASH, version: 1, origin: null };
    await db
      .insertInto('audit')
      .values({ ...first, details: json({}), hash: hashEntry(first) })
      .execute();
    await askedFrom('203.0.113.9', () => db.transaction().execute((trx) => appendAudit(trx, entry('con_2'))));
    await db.transaction().execute((trx) => appendAudit(trx, entry('con_3')));
    const rows = await db.selectFrom('audit').select(['version', 'origin']).orderBy('seq').execute();
    expect(rows).toEqual([
      { version: 1, origin: null },
      { version: 2, origin: '203.0.113.9' },
      { version: 2, origin: null },
    ]);
    await expect(verifyAudit(db)).resolves.toMatchObject({ intact: true, entries: 3 });
    for (const [statement, brokenAt] of [
      ["update audit set origin = '198.51.100.7' where seq = 1", 1],
      ["update audit set origin = '198.51.100.7' where seq = 2", 2],
      ['update audit set origin = null where seq = 2', 2],
      ['update audit set origin = null, version = 1 where seq = 2', 2],
    ] as const) {
      const undone = new RangeError('undone');
      const trying = db.transaction().execute(async (trx) => {
        await sql`alter table audit disable trigger all`.execute(trx);
        await sql.raw(statement).execute(trx);
        expect(await verifyAudit(trx)).toEqual({ intact: false, brokenAt });
        throw undone;
      });
      await expect(trying).rejects.toBe(undone);
    }
    await close();
  });
});
