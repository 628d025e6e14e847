import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Client, MAX_UPLOAD_PART_BYTES, type Upload } from '@illuminate/contract';
import { startServer } from '../measured-server.ts';
import { writeCsv } from './made-file.ts';

const SETTLED_MS = 2_000;
const ASK_EVERY_MS = 100;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** How long a CSV file of so many lines takes to be checked and loaded, beside DuckDB's own reader putting it into a table. */
export async function benchUpload(rows: number, say: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-bench-'));
  try {
    const path = join(folder, 'sales.csv');
    await writeCsv(path, rows);
    say(`${rows} lines, ${megabytes((await stat(path)).size)}`);
    const floor = await readByDuckDb(path, join(folder, 'floor.duckdb'));
    say(`read_csv into a table  ${seconds(floor)}`);
    await upload(path, { rows, floor, say });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readByDuckDb(path: string, into: string): Promise<number> {
  const instance = await DuckDBInstance.create(into);
  const connection = await instance.connect();
  const begun = performance.now();
  await connection.run(`CREATE TABLE sales AS FROM read_csv('${path}'); CHECKPOINT`);
  const ms = performance.now() - begun;
  connection.closeSync();
  instance.closeSync();
  return ms;
}

interface Beside {
  readonly rows: number;
  readonly floor: number;
  say(line: string): void;
}

async function upload(path: string, { rows, floor, say }: Beside): Promise<void> {
  const server = await startServer();
  try {
    const { api } = server;
    await api.call('addOrganisation', {
      body: { slug: 'bench', name: 'Bench', zone: 'Europe/London', currency: 'GBP' },
    });
    await sleep(SETTLED_MS);
    const since = Date.now();
    const sent = await timed(() => send(api, path));
    const params = { organisation: 'bench', upload: sent.value.id };
    const { value: proposal } = await timed(() => api.call('proposeUploadMap', { params, body: {} }));
    const checked = await timed(async () =>
      over(api, await api.call('checkUpload', { params, body: { map: proposal.map } })),
    );
    const { check, failure } = checked.value;
    if (check === null || check.rejected > 0)
      throw new Error(failure?.what ?? `${check?.rejected} lines were rejected`);
    const loaded = await timed(async () =>
      over(api, await api.call('confirmUpload', { params, body: { check: check.id } })),
    );
    const { counts } = await api.call('showConnection', { params: { connection: 'bench-upload' } });
    if (counts.tickets !== rows) throw new Error(`${rows} tickets were uploaded and ${counts.tickets} are there`);
    const ticks = await server.ticks(since);
    const ours = checked.ms + loaded.ms;
    say(`sent in pieces         ${seconds(sent.ms)}`);
    say(`checked                ${seconds(checked.ms)}`);
    say(`loaded                 ${seconds(loaded.ms)}`);
    say(`beside read_csv        ${(ours / floor).toFixed(1)} times    (to reach: 3)`);
    say(`memory above idle      ${megabytes(ticks.peakRss - server.idleRss)}`);
    say(`ticker p99, longest    ${ticks.p99} ms, ${ticks.longest} ms`);
  } finally {
    await server.stop();
    await server.remove();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, ms: performance.now() - begun };
}

async function send(api: Client, path: string): Promise<Upload> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  const { size: bytes } = await stat(path);
  const body = { kind: 'sales', fileName: 'sales.csv', bytes, sha256: hash.digest('hex') } as const;
  let begun = await api.call('beginUpload', { params: { organisation: 'bench' }, body });
  const file = await open(path, 'r');
  try {
    while (begun.state === 'receiving') {
      const offset = begun.receivedBytes;
      const piece = new Uint8Array(Math.min(MAX_UPLOAD_PART_BYTES, bytes - offset));
      await file.read(piece, 0, piece.length, offset);
      const params = { organisation: 'bench', upload: begun.id, offset };
      begun = await api.call('sendUploadPart', { params, bytes: piece });
    }
    return begun;
  } finally {
    await file.close();
  }
}

async function over(api: Client, begun: Upload): Promise<Upload> {
  let upload = begun;
  while (upload.state === 'checking' || upload.state === 'loading') {
    await sleep(ASK_EVERY_MS);
    upload = await api.call('showUpload', { params: { organisation: 'bench', upload: upload.id } });
  }
  return upload;
}
