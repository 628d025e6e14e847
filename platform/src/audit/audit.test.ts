import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeBackends } from '../control/backends-for-tests.ts';
import { type AuditEntry, appendAudit } from './append.ts';
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
});
