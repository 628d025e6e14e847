import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serialize } from 'node:v8';
import type { PartDescription } from '@illuminate/delivery';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReadPartJob } from './delivery-messages.ts';
import { loadBatchJob } from './load-batch-job.ts';
import { readPartJob } from './read-part-job.ts';
import { batchFolder, partFile, readSpool, SpoolDamaged, type SpoolPlace } from './spool.ts';

const folder = mkdtempSync(join(tmpdir(), 'illuminate-spool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = Uint8Array.from(randomBytes(32));
const placeOf = (part: number): SpoolPlace => ({
  file: partFile(join(folder, 'org', 'con', 'batch'), part),
  place: ['org', 'con', 'b-1', 'hash', String(part)],
  key,
  keyVersion: 1,
});

const order = (id: string, more: object = {}) => ({
  id,
  placedAt: '2026-01-01T10:00:00Z',
  changedAt: '2026-01-01T10:00:00Z',
  total: '20.00',
  customer: { id: 'customer-Qzxvarnwell', postcode: 'D02 X777', country: 'IE', name: 'Qzxvarnwell' },
  tickets: [{ id: `${id}-1`, performance: 'P1', type: 'Full', total: '20.00' }],
  ...more,
});

function jobFor(records: readonly object[], part = 1): ReadPartJob {
  const bytes = Uint8Array.from(Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join('')));
  const description: PartDescription = {
    part,
    kind: 'orders',
    format: 'ndjson',
    encoding: 'none',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    records: records.length,
  };
  return {
    kind: 'read',
    bytes,
    description,
    personalFields: ['customer.id', 'customer.postcode', 'customer.country', 'customer.name'],
    columnMap: null,
    zone: 'Europe/Dublin',
    currency: 'EUR',
    asOf: 5_000,
    pseudonymKey: Uint8Array.from(randomBytes(32)),
    spool: placeOf(part),
  };
}

beforeEach(() => rmSync(join(folder, 'org'), { recursive: true, force: true }));

describe('a part in the spool', () => {
  it('is sealed, whole, and holds nobody', async () => {
    const read = await readPartJob(jobFor([order('A'), order('B', { tickets: [] })]));
    expect(read).toEqual({
      records: 2,
      totals: { orders: 2, tickets: 1, performances: 0, amounts: { EUR: { orders: '40.00', tickets: '20.00' } } },
    });
    const { file } = placeOf(1);
    expect(readFileSync(file).includes('A-1')).toBe(false);
    const chunks = [...readSpool(placeOf(1))];
    const content = serialize(chunks).toString('latin1');
    expect(content).toContain('A-1');
    expect(content).toContain('D02');
    expect(content).not.toMatch(/Qzxvarnwell|X777/);
    expect(chunks.flatMap(({ orders }) => orders)).toEqual([
      ['A', 1],
      ['B', 2],
    ]);
  });

  it('is not there at all when something is wrong with it', async () => {
    const job = jobFor([order('A'), order('B', { guest: 'Qzxvarnwell' })]);
    await expect(readPartJob(job)).rejects.toMatchObject({ code: 'field-undeclared', row: 2, field: 'guest' });
    expect(readdirSync(dirname(placeOf(1).file))).toEqual([]);
  });

  it.each([
    ['a byte of it changed', (file: string) => writeFileSync(file, flipped(readFileSync(file)))],
    ['it was cut off', (file: string) => truncateSync(file, readFileSync(file).length - 60)],
    ['it is gone', (file: string) => rmSync(file)],
    ['it is empty', (file: string) => truncateSync(file, 0)],
  ])('is told from a whole one where %s', async (_, spoil) => {
    await readPartJob(jobFor([order('A')]));
    spoil(placeOf(1).file);
    expect(() => [...readSpool(placeOf(1))]).toThrow(SpoolDamaged);
  });

  it('opens for its own batch alone, and whole', async () => {
    await readPartJob(jobFor([order('A')]));
    const other = { ...placeOf(1), place: ['org', 'con', 'b-2', 'hash', '1'] };
    expect(() => [...readSpool(other)]).toThrow(SpoolDamaged);
    expect(() => [...readSpool({ ...placeOf(1), key: Uint8Array.from(randomBytes(32)) })]).toThrow(SpoolDamaged);
  });
});

describe('a batch', () => {
  it('in which an id is in two parts is refused where it comes again', async () => {
    await readPartJob(jobFor([order('A')], 1));
    await readPartJob(
      jobFor([order('C'), order('B', { tickets: [{ id: 'A-1', performance: 'P1', total: '1.00' }] })], 2),
    );
    const parts = [1, 2].map((part) => ({ part, spool: placeOf(part) }));
    expect(() => [...loadBatchJob({ kind: 'load', parts })]).toThrow(
      expect.objectContaining({ code: 'record-invalid', part: 2, row: 2, field: 'ticket id' }),
    );
  });

  it('has a folder that its id cannot lead out of, nor share with another', () => {
    const folders = ['..', '.', 'a', 'A', 'CON', '-', 'x'.repeat(100)].map((id) =>
      batchFolder('/spool', 'org', 'con', id),
    );
    for (const path of folders) expect(path).toMatch(/^\/spool\/org\/con\/[0-9a-f]{32}$/);
    expect(new Set(folders.map((path) => path.toLowerCase())).size).toBe(folders.length);
  });
});

function flipped(bytes: Buffer): Buffer {
  const at = bytes.length - 100;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}
