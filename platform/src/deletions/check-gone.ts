import { join } from 'node:path';
import type { DeletionCertificate } from '@illuminate/contract';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { DUMPS_FOLDER, dumpNames } from '../control/dump-files.ts';
import { rowsOfDump } from '../control/read-dump.ts';
import { KeysDestroyed } from '../keys/open-keys.ts';
import { DoesNotOpen } from '../keys/sealing.ts';
import { OWN_ERROR } from '../logger.ts';
import { filesOfStore } from '../warehouse/files-of-store.ts';
import { countRows } from '../warehouse/remove-connection.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import { countKeptFiles } from './kept-files.ts';
import { countRecords } from './records.ts';
import type { DeletionSubject } from './subject.ts';

export type Check = DeletionCertificate['checks'][number];

/** Something is still there: no certificate is given, and it is tried again. */
export class NotGone extends Error {
  override readonly name = 'NotGone';
  readonly [OWN_ERROR] = true;
  readonly code = 'deletion_incomplete';
  constructor({ what, found }: Check) {
    super(`After a deletion something was still there. ${what}: ${found}.`);
  }
}

/** Looks for everything that should be gone, and tries to open what was sealed. Each check is on the certificate as it came out. */
export async function checkGone(
  context: Context,
  subject: DeletionSubject,
  { whole, probe }: { whole: boolean; probe: string | null },
): Promise<Check[]> {
  const checks = whole
    ? [
        await opensNoMore(context, subject, probe),
        await keysInDatabase(context, subject),
        ...(await inDumps(context, subject, whole)),
        await filesLeft(context, subject, whole),
        await recordsLeft(context, subject, whole),
      ]
    : [
        await rowsLeft(context, subject),
        await copiesLeft(context, subject),
        ...(await inDumps(context, subject, whole)),
        await filesLeft(context, subject, whole),
        await recordsLeft(context, subject, whole),
      ];
  const failed = checks.find(({ passed }) => !passed);
  if (failed !== undefined) throw new NotGone(failed);
  return checks;
}

export const PROBE_FIELD = 'deletion probe';

/** A text that was sealed under the key before it was destroyed. */
async function opensNoMore({ keys }: Context, { organisation }: DeletionSubject, probe: string | null): Promise<Check> {
  const what = 'A text that was sealed under the organisation’s key before';
  if (probe === null) return { what, found: 'there was no key, so none was sealed', passed: true };
  const field = { organisationId: organisation.id, connectionId: organisation.id, field: PROBE_FIELD };
  try {
    await keys.open(field, Buffer.from(probe, 'base64'));
    return { what, found: 'opens', passed: false };
  } catch (err) {
    if (!(err instanceof KeysDestroyed) && !(err instanceof DoesNotOpen)) throw err;
    return { what, found: 'opens no more', passed: true };
  }
}

async function keysInDatabase({ db }: Context, { organisation }: DeletionSubject): Promise<Check> {
  const keys = await db
    .selectFrom('organisation_keys')
    .select('version')
    .where('organisation_id', '=', organisation.id)
    .execute();
  return {
    what: 'Keys of the organisation in the control database',
    found: countOf(keys.length),
    passed: keys.length === 0,
  };
}

const dumpedKey = z.object({ organisation_id: z.string() });
const dumpedCredential = z.object({ connection_id: z.string().nullable() });

/** Every dump there is, row by row. */
async function inDumps(
  { control }: Context,
  { organisation, connections }: DeletionSubject,
  whole: boolean,
): Promise<Check[]> {
  const ids = new Set(connections.map(({ id }) => id));
  const names = dumpNames(control.folder.path);
  let keys = 0;
  let signIns = 0;
  for (const name of names) {
    for await (const { table, rows } of rowsOfDump(join(control.folder.path, DUMPS_FOLDER, name), 500)) {
      if (table === 'organisation_keys') {
        keys += z
          .array(dumpedKey)
          .parse(JSON.parse(rows))
          .filter((row) => row.organisation_id === organisation.id).length;
      } else if (table === 'credentials') {
        const found = z.array(dumpedCredential).parse(JSON.parse(rows));
        signIns += found.filter((row) => row.connection_id !== null && ids.has(row.connection_id)).length;
      }
    }
  }
  const where = names.length === 1 ? 'the one dump there is' : `the ${names.length} dumps there are`;
  const signInCheck = { what: `Sealed sign-ins in ${where}`, found: countOf(signIns), passed: signIns === 0 };
  if (!whole) return [signInCheck];
  return [{ what: `Keys of the organisation in ${where}`, found: countOf(keys), passed: keys === 0 }, signInCheck];
}

async function filesLeft(context: Context, subject: DeletionSubject, whole: boolean): Promise<Check> {
  const stores = whole ? await filesOfStore(context.warehouse.folders, subject.organisation.id) : [];
  const kept = await countKeptFiles(context, subject, whole);
  const left = stores.length + kept.reduce((sum, { files }) => sum + files, 0);
  const what = whole ? 'Files of the store, its copies, pages and deliveries' : 'Files of pages and deliveries';
  return { what, found: countOf(left), passed: left === 0 };
}

async function recordsLeft(context: Context, subject: DeletionSubject, whole: boolean): Promise<Check> {
  const left = Object.values(await countRecords(context, subject, whole)).reduce((sum, rows) => sum + rows, 0);
  return { what: 'Records about the data in the control database', found: countOf(left), passed: left === 0 };
}

async function rowsLeft({ warehouse }: Context, { organisation, connection }: DeletionSubject): Promise<Check> {
  const what = 'Rows of the connection in the store';
  if (connection === null || (await hasNoStore(warehouse.folders, organisation.id))) {
    return { what, found: 'there is no store', passed: true };
  }
  const rows = await countRows(warehouse, organisation.id, connection.id);
  const left = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return { what, found: countOf(left), passed: left === 0 };
}

/** What is beside the store is one copy, made of it after the rows had gone. */
async function copiesLeft({ warehouse }: Context, { organisation }: DeletionSubject): Promise<Check> {
  const files = (await filesOfStore(warehouse.folders, organisation.id)).filter(({ kind }) => kind !== 'store');
  const copies = files.filter(({ file }) => file.endsWith('.duckdb'));
  const passed = copies.length <= 1 && files.every(({ kind }) => kind === 'copy');
  const found =
    copies.length === 0 ? 'none' : `${copies.length === 1 ? 'one' : copies.length}, made after the rows had gone`;
  return { what: 'Copies of the store', found, passed };
}

const countOf = (count: number): string => (count === 0 ? 'none' : String(count));
