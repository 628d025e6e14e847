import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import type { WrappedKey } from '../../platform/src/keys/organisation-keys.ts';
import type { Finder, Found } from './find-texts.ts';
import { keptPagesReader } from './kept-pages.ts';

export interface Finding extends Found {
  readonly place: string;
}

export interface Scan {
  readonly findings: readonly Finding[];
  /** What was read, so that a scan of nothing cannot pass. */
  readonly read: {
    readonly files: number;
    readonly bytes: number;
    readonly columns: number;
    readonly dumps: number;
    readonly pages: number;
  };
}

/**
 * Reads everything under a data folder whose server has stopped: each file byte by byte, each dump unpacked, each column of each
 * table of every store, of its copies and of the control database, and each kept page, decrypted. Databases are read too, because they
 * compress.
 */
export async function scanDataFolder(data: string, finder: Finder): Promise<Scan> {
  const findings: Finding[] = [];
  const read = { files: 0, bytes: 0, columns: 0, dumps: 0, pages: 0 };
  const pages = await keptPagesReader(data, await readKeys(join(data, 'control')));
  const look = (place: string, bytes: Uint8Array): void => {
    for (const found of finder.find(bytes)) findings.push({ place, ...found });
  };
  for (const path of await filesUnder(data)) {
    const place = relative(data, path);
    const bytes = await readFile(path);
    const isStore = path.endsWith('.duckdb') || path.endsWith('.resync');
    if (!isStore) look(place, bytes);
    look('names of files', Buffer.from(place));
    read.files += 1;
    read.bytes += bytes.length;
    if (path.endsWith('.gz')) {
      look(`${place}, unpacked`, gunzipSync(bytes));
      read.dumps += 1;
    }
    const page = await pages.textOf(path);
    if (page !== null) {
      look(`${place}, decrypted`, page);
      read.pages += 1;
    }
    if (isStore) {
      const kept = new Set<string>();
      await readStore(path, (column, values) => {
        look(`${place}: ${column}`, values);
        for (const value of Buffer.from(values).toString('utf8').split('\n')) if (value !== '') kept.add(value);
        read.columns += 1;
      });
      const raw = finder.find(bytes).filter((found) => !isTwoKeptTexts(found.text, bytes, kept));
      findings.push(...raw.map((found) => ({ place, ...found })));
    }
  }
  await readControl(join(data, 'control'), (column, values) => {
    look(`control database: ${column}`, values);
    read.columns += 1;
  });
  return { findings, read };
}

/**
 * Whether a text stands in a store's bytes only where one kept text ends and the next begins: a store lays its texts end to end, and
 * the sector "M1 9" before the sector "LL57 1" reads like a postcode.
 */
function isTwoKeptTexts(text: string, bytes: Buffer, kept: ReadonlySet<string>): boolean {
  let at = bytes.indexOf(text);
  if (at === -1) return false;
  for (; at !== -1; at = bytes.indexOf(text, at + 1)) {
    const following = bytes.toString('latin1', at, at + 60);
    const isSeam = Array.from({ length: text.length - 1 }, (_, cut) => cut + 1).some(
      (cut) =>
        kept.has(text.slice(0, cut)) &&
        Array.from({ length: 40 }, (_, more) => following.slice(cut, text.length + more)).some((next) =>
          kept.has(next),
        ),
    );
    if (!isSeam) return false;
  }
  return true;
}

type OnColumn = (column: string, values: Uint8Array) => void;

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function readStore(path: string, onColumn: OnColumn): Promise<void> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    const columns = await connection.runAndReadAll(
      'SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal',
    );
    for (const [table, column] of columns.getRows()) {
      const rows = await connection.runAndReadAll(`SELECT "${column}" FROM "${table}"`);
      onColumn(`${table}.${column}`, joined(rows.getRowsJS().map(([value]) => value)));
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The wrapped keys that a control database holds. */
export async function readKeys(folder: string): Promise<WrappedKey[]> {
  return withCopy(folder, async (db) => {
    const { rows } = await db.query<WrappedKey>(
      'SELECT organisation_id, purpose, version, master_key_id, wrapped FROM organisation_keys',
    );
    return rows.map((row) => ({ ...row, wrapped: Buffer.from(row.wrapped) }));
  });
}

async function readControl(folder: string, onColumn: OnColumn): Promise<void> {
  await withCopy(folder, async (db) => {
    const { rows: tables } = await db.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { schema, name } of tables) {
      const { rows } = await db.query<Record<string, unknown>>(`SELECT * FROM "${schema}"."${name}"`);
      const columns = new Set(rows.flatMap((row) => Object.keys(row)));
      for (const column of columns) onColumn(`${schema}.${name}.${column}`, joined(rows.map((row) => row[column])));
    }
  });
}

/** Reads a copy: opening a database changes it. */
async function withCopy<T>(folder: string, work: (db: PGlite) => Promise<T>): Promise<T> {
  const copy = await mkdtemp(join(tmpdir(), 'illuminate-scan-'));
  try {
    await cp(folder, copy, { recursive: true });
    const db = await PGlite.create(copy);
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

function joined(values: readonly unknown[]): Uint8Array {
  const parts = values.flatMap((value): Uint8Array[] => {
    if (value === null || value === undefined) return [];
    if (value instanceof Uint8Array) return [value, Buffer.from('\n')];
    const text =
      typeof value === 'object' && !(value instanceof Date)
        ? JSON.stringify(value, asText)
        : `${value as string | number | bigint | boolean | Date}`;
    return [Buffer.from(`${text}\n`)];
  });
  return Buffer.concat(parts);
}

function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
