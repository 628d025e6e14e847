import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { keptPagesReader } from './kept-pages.ts';
import { readKeys } from './scan-data-folder.ts';

/** Writes a token into every kind of place under a data folder. @returns the places where a scan must find it */
export async function plantToken(data: string, token: string): Promise<string[]> {
  const planted: string[] = [];
  const write = async (place: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(join(data, 'planted'), { recursive: true });
    await writeFile(join(data, 'planted', place), content);
    planted.push(join('planted', place));
  };
  const before = Buffer.from('{"some":"text before it","name":"');
  const text = (shift: number): Buffer =>
    Buffer.concat([before.subarray(0, before.length - shift), Buffer.from(token), Buffer.from('"}')]);
  for (const shift of [0, 1, 2]) await write(`base64-${shift}`, text(shift).toString('base64'));
  for (const shift of [0, 1, 2]) await write(`base64url-${shift}`, text(shift).toString('base64url'));
  await write('hex', text(0).toString('hex'));
  await write('nfd', token.normalize('NFD'));
  await write('nfc', token.normalize('NFC'));
  await write('json', JSON.stringify({ said: JSON.stringify({ name: token }) }));
  await write('url', `https://example.org/?q=${encodeURIComponent(token)}`);
  await write('form', `a=1&${new URLSearchParams({ name: token })}`);
  await write('utf-16', Buffer.from(token, 'utf16le'));
  await write('server.log', `{"level":"error","msg":"could not read ${token}"}\n`);
  await writeFile(
    join(data, 'planted', 'dump.ndjson.gz'),
    gzipSync(`{"table":"settings","row":{"value":${JSON.stringify(token)}}}\n`),
  );
  planted.push('planted/dump.ndjson.gz, unpacked');

  const pages = await keptPagesReader(data, await readKeys(join(data, 'control')));
  const files = await readdir(join(data, 'pages'), { recursive: true });
  const page = files.find((name) => name.endsWith('.page'));
  if (page === undefined) throw new Error('no page is kept');
  const kept = await pages.plant(
    join(data, 'pages', page),
    '9999999999999999-000001.page',
    `{"stream":"orders","records":[{"salesChannel":${JSON.stringify(token)}}]}\n`,
  );
  planted.push(`${relative(data, kept)}, decrypted`);

  const [store] = (await readdir(join(data, 'warehouse'))).filter((name) => name.endsWith('.duckdb'));
  const instance = await DuckDBInstance.create(join(data, 'warehouse', store ?? ''));
  const connection = await instance.connect();
  // Long and much alike, so that the store compresses it and its bytes say nothing.
  await connection.run(
    `INSERT INTO ticket_types(connection_id, source_id, name, first_seen, last_seen, requested_at)
     SELECT 'con', 'planted' || n, $1, now()::TIMESTAMP, now()::TIMESTAMP, now()::TIMESTAMP FROM range(3000) t(n)`,
    [`a ticket for ${token}`],
  );
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
  planted.push(`warehouse/${store}: ticket_types.name`);

  const db = await PGlite.create(join(data, 'control'));
  await db.exec('CREATE TABLE planted(note jsonb, sealed bytea)');
  const padding = 'much the same '.repeat(2_000);
  await db.query('INSERT INTO planted VALUES ($1, $2)', [JSON.stringify({ padding, token }), Buffer.from(token)]);
  await db.exec('CHECKPOINT');
  await db.close();
  planted.push('control database: public.planted.note', 'control database: public.planted.sealed');
  return planted;
}
