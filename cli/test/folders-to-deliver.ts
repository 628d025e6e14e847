import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { KEY_ID } from './receive-deliveries.ts';

/** An address at which nothing answers. */
export const NOWHERE = 'http://127.0.0.1:9';

/** A folder of one file of tests; gone when they have run. */
export let scratch = '';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

export { publicKey };
export let keyFile = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'illuminate-deliver-'));
  keyFile = join(scratch, 'sender.pem');
  await writeFile(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

let made = 0;
export async function folderOf(files: Record<string, string | Buffer>): Promise<string> {
  made += 1;
  const folder = join(scratch, `folder-${made}`);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

export const order = (id: string, more: object = {}) => ({
  id,
  placedAt: '2026-11-24T13:50:11Z',
  changedAt: '2026-11-24T13:52:40Z',
  currency: 'EUR',
  total: '42.50',
  tickets: [
    { id: `${id}-1`, performance: 'P1', total: '22.50' },
    { id: `${id}-2`, performance: 'P1', total: '20.00' },
  ],
  ...more,
});
export const lines = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

export const CSV = `order_id,placed_at,changed_at,order_total,ticket_id,performance_id,ticket_total,currency,customer_id,customer_email
C1,2026-11-24T13:50:11Z,2026-11-24T13:52:40Z,10.00,C1-1,P1,10.00,EUR,77,nora@example.org
`;
export const PERFORMANCES = 'performance_id,event_id,event_name,starts_at\nP1,E1,The Plough,2026-12-01T20:00:00Z\n';
export const PERSONAL = ['--personal-field', 'customer.id', '--personal-field', 'customer_email'];
const PERIOD = ['--period-from', '2026-11-24T13:45:00Z', '--period-to', '2026-11-24T14:00:00Z'];
export const signing = () => ['--key-file', keyFile, '--key-id', KEY_ID];
export const sending = (folder: string) => [
  'deliver',
  folder,
  '--connection',
  'mill',
  ...signing(),
  ...PERIOD,
  ...PERSONAL,
];

/** A batch with its manifest, as a sender makes it. */
export function prepared(content: string | Buffer, change: object = {}, part: object = {}) {
  const bytes = Buffer.from(content as string);
  const manifest = {
    format: 'illuminate-delivery/1',
    connection: 'mill',
    batch: 'b-1',
    sequence: 1,
    createdAt: '2026-11-24T14:00:00Z',
    period: { from: '2026-11-24T13:45:00Z', to: '2026-11-24T14:00:00Z' },
    personalFields: ['customer.id', 'customer.email'],
    parts: [
      {
        part: 1,
        kind: 'orders',
        format: 'ndjson',
        encoding: 'none',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        records: 1,
        ...part,
      },
    ],
    totals: { orders: 1, tickets: 2, performances: 0, amounts: { EUR: { orders: '42.50', tickets: '42.50' } } },
    ...change,
  };
  return { 'manifest.json': JSON.stringify(manifest), 'part-1.ndjson': bytes };
}
