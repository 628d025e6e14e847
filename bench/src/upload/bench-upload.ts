import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, MAX_UPLOAD_PART_BYTES, type Upload, type UploadMap } from '@illuminate/contract';
import { startServer } from '../measured-server.ts';
import { aboveIdle, watchProcesses } from '../process-watch.ts';
import { readAndKeep, readByDuckDb, type Took } from './by-duckdb-alone.ts';
import { writeCsv } from './made-file.ts';
import { writeWorkbook } from './made-workbook.ts';

const SETTLED_MS = 2_000;
const ASK_EVERY_MS = 100;
const COUNTED_AFTER_MS = 30_000;
const MOST_OF_WORKBOOK_MB = 400;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

type Say = (line: string) => void;

/** How long a CSV file of so many lines takes to be checked and loaded, beside DuckDB's own reader putting it into a table. */
export async function benchUpload(rows: number, say: Say): Promise<void> {
  await inFolder(async (folder) => {
    const path = join(folder, 'sales.csv');
    await writeCsv(path, rows);
    say(`CSV of ${rows} lines, ${megabytes((await stat(path)).size)}`);
    const floor = await readByDuckDb(path, join(folder, 'floor.duckdb'));
    say(`read_csv into a table  ${seconds(floor.ms)}, processor ${seconds(floor.cpuMs)}`);
    const least = await readAndKeep(path, join(folder, 'least.duckdb'));
    say(
      `and kept three times   ${seconds(least.ms)}, processor ${seconds(least.cpuMs)}: by DuckDB alone, nothing checked, ${(least.ms / floor.ms).toFixed(1)} times`,
    );
    const ours = await upload(path, rows, say);
    say(`beside read_csv        ${(ours.ms / floor.ms).toFixed(1)} times    (to reach: 3)`);
    say(`processor, beside it   ${(ours.cpuMs / floor.cpuMs).toFixed(1)} times`);
  });
}

/** How much memory a workbook of so many rows takes to be checked and loaded. */
export async function benchWorkbook(rows: number, say: Say): Promise<void> {
  await inFolder(async (folder) => {
    const path = join(folder, 'sales.xlsx');
    await writeWorkbook(path, rows);
    say(`XLSX of ${rows} rows, ${megabytes((await stat(path)).size)}`);
    await upload(path, rows, say);
    say(`                       (to reach: at most ${MOST_OF_WORKBOOK_MB} MB above idle)`);
  });
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-bench-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function upload(path: string, rows: number, say: Say): Promise<Took> {
  const server = await startServer();
  const watch = watchProcesses([server.pid]);
  try {
    const { api } = server;
    await api.call('addOrganisation', {
      body: { slug: 'bench', name: 'Bench', zone: 'Europe/London', currency: 'GBP' },
    });
    await sleep(SETTLED_MS);
    // The first of them saw it start.
    await watch.mark();
    const idle = await watch.mark();
    const since = Date.now();
    const sent = await timed(() => send(api, path));
    const params = { organisation: 'bench', upload: sent.value.id };
    const { value: proposal } = await timed(() => api.call('proposeUploadMap', { params, body: {} }));
    const before = await watch.mark();
    const checked = await timed(async () =>
      over(api, await api.call('checkUpload', { params, body: { map: proposal.map } })),
    );
    const { check, failure } = checked.value;
    if (check === null || check.rejected > 0)
      throw new Error(failure?.what ?? `${check?.rejected} lines were rejected`);
    const ofCheck = await watch.mark();
    const loaded = await timed(async () =>
      over(api, await api.call('confirmUpload', { params, body: { check: check.id } })),
    );
    const ofLoad = await watch.mark();
    if (loaded.value.state !== 'loaded') throw new Error(loaded.value.failure?.what ?? `it is ${loaded.value.state}`);
    const tickets = await countedTickets(api, rows);
    if (tickets !== rows) throw new Error(`${rows} tickets were uploaded and ${tickets} are there`);
    const again = await checkAgain(api, path, proposal.map);
    const ofAgain = await watch.mark();
    const ticks = await server.ticks(since);
    const above = [before, ofCheck, ofLoad, ofAgain].map((used) => aboveIdle(used, idle));
    const cpu = [ofCheck, ofLoad, ofAgain].map((used) => (used?.cpuSeconds ?? 0) * 1_000);
    const [cpuOfCheck = 0, cpuOfLoad = 0, cpuOfAgain = 0] = cpu;
    say(`sent in pieces         ${seconds(sent.ms)}`);
    say(`checked                ${seconds(checked.ms)}, processor ${seconds(cpuOfCheck)}`);
    say(`loaded                 ${seconds(loaded.ms)}, processor ${seconds(cpuOfLoad)}`);
    say(`sent, checked again    ${seconds(again.ms)}, processor ${seconds(cpuOfAgain)}: all the same`);
    say(
      `memory above idle      ${above.map((used) => (used === null ? 'not known here' : megabytes(used.peakBytes))).join(', ')} (sent, checked, loaded, checked again)`,
    );
    say(`ticker p99, longest    ${ticks.p99} ms, ${ticks.longest} ms; work at a stretch at most ${ticks.busiest} ms`);
    return { ms: checked.ms + loaded.ms, cpuMs: cpuOfCheck + cpuOfLoad };
  } finally {
    watch.stop();
    await server.stop();
    await server.remove();
  }
}

/** The same file once more, held against what is stored of it. */
async function checkAgain(api: Client, path: string, map: UploadMap): Promise<{ ms: number }> {
  const again = await timed(async () => {
    const sent = await send(api, path);
    const params = { organisation: 'bench', upload: sent.id };
    return over(api, await api.call('checkUpload', { params, body: { map } }));
  });
  const { check, failure } = again.value;
  if (check === null || check.compared.new > 0 || check.compared.changed > 0)
    throw new Error(failure?.what ?? 'the same file is told to be another');
  return again;
}

/** The connection counts anew once an upload is loaded. */
async function countedTickets(api: Client, wanted: number): Promise<number> {
  for (let left = COUNTED_AFTER_MS; ; left -= ASK_EVERY_MS) {
    const { counts } = await api.call('showConnection', { params: { connection: 'bench-upload' } });
    if (counts.tickets === wanted || left <= 0) return counts.tickets;
    await sleep(ASK_EVERY_MS);
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
  const body = { kind: 'sales', fileName: basename(path), bytes, sha256: hash.digest('hex') } as const;
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
