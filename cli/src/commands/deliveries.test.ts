import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivery, DeliveryKey } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { connection, totalsDiffer } from '../../test/examples.ts';
import { run } from '../../test/run.ts';

const delivery = (sequence: number, more: Partial<Delivery> = {}): Delivery => ({
  batch: `b-${sequence}`,
  sequence,
  state: 'loaded',
  missingParts: [],
  receivedParts: [1],
  loaded: { orders: 1200, tickets: 3000, performances: 0, unchanged: 7, at: '2026-11-24T14:00:30Z' },
  refusal: null,
  period: { from: '2026-11-24T13:45:00Z', to: '2026-11-24T14:00:00Z' },
  key: 'dk_1',
  openedAt: '2026-11-24T14:00:00Z',
  endedAt: '2026-11-24T14:00:30Z',
  columnMaps: {},
  declared: {
    orders: 1200,
    tickets: 3000,
    performances: 0,
    amounts: { EUR: { orders: '31000.50', tickets: '30000.00' } },
  },
  ...more,
});

const key: DeliveryKey = {
  id: 'dk_1',
  name: 'night script',
  addedBy: 'operator',
  createdAt: '2026-11-24T14:00:00Z',
  lastUsedAt: null,
  retiredAt: null,
};

test('deliveries are listed, and the numbers that are missing are said', async () => {
  const items = [
    delivery(9),
    delivery(8, { state: 'refused', refusal: totalsDiffer, loaded: null, receivedParts: [] }),
    delivery(4, { state: 'receiving', loaded: null, endedAt: null }),
  ];
  const covers = { from: '2026-11-24T12:00:00Z', to: '2026-11-24T13:00:00Z' };
  const deliveries = {
    nextSequence: 10,
    lastSequence: 9,
    lastLoadedAt: '2026-11-24T14:00:30Z',
    coveredTo: '2026-11-24T14:00:00Z',
    gaps: [
      { from: 4, to: 4, covers },
      { from: 6, to: 8, covers: null },
    ],
    holes: [{ from: '2026-11-23T12:00:00Z', to: '2026-11-23T12:15:00Z' }],
    open: 1,
    refused: [
      { sequence: 8, at: '2026-11-24T14:00:20Z', detail: 'totals.tickets is declared 3.', nextStep: 'Send it again.' },
    ],
    waitingTickets: 12,
    keys: 1,
  };
  const organisation = { ...connection.organisation, zone: 'Europe/Dublin' };
  await using api = await startApi({
    showConnection: () => ({ ...connection, organisation, deliveries }),
    listDeliveries: () => ({ items, nextCursor: null }),
  });
  const { out: whole } = await run(api.url, ['connections', 'show', 'mill']);
  expect(whole).toContain('the last is number 9, loaded 2026-11-24 14:00; sales to 2026-11-24 14:00');
  expect(whole).toContain('number 8 was refused: totals.tickets is declared 3. Send it again.');
  expect(whole).toContain('missing: numbers 6 to 8');
  const { code, out } = await run(api.url, ['deliveries', 'mill']);
  expect(out.split('\n')[0]).toBe('3 batches of mill (Europe/Dublin)');
  expect(out).toMatch(
    /^ +9 +b-9 +✓ loaded +2026-11-24 13:45 to 2026-11-24 14:00 +1,200 +3,000 +EUR 31000\.50 +2026-11-24 14:00$/m,
  );
  expect(out).toMatch(/^ +4 +b-4 +◷ receiving /m);
  expect(out).toMatch(/^Covered to +2026-11-24 14:00\nNext number +10\nBeing received +1\nWaiting +12 tickets/m);
  expect(out).toContain(
    'Missing:\n  - number 4: 2026-11-24 12:00 to 2026-11-24 13:00\n  - numbers 6 to 8\n  - no batch covers 2026-11-23 12:00',
  );
  expect(out).toContain('b-8, number 8, was refused:\n  - totals.tickets is declared 3');
  expect(code).toBe(0);
  const json = JSON.parse((await run(api.url, ['deliveries', 'mill', '--json'])).out);
  expect(json).toEqual({ items, standing: deliveries });
});

test('a connection that takes none says so', async () => {
  await using api = await startApi({
    showConnection: () => ({ ...connection, deliveries: null }),
    listDeliveries: () => ({ items: [], nextCursor: null }),
  });
  expect((await run(api.url, ['deliveries', 'riverside-acme'])).out).toBe('riverside-acme takes no deliveries.\n');
});

test('keys are registered, listed and retired', async () => {
  await using api = await startApi({
    addDeliveryKey: () => key,
    listDeliveryKeys: () => ({ items: [key, { ...key, id: 'dk_0', retiredAt: key.createdAt }] }),
    retireDeliveryKey: () => ({ ...key, retiredAt: key.createdAt }),
  });
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-keys-'));
  try {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    await writeFile(join(folder, 'k.pub'), pem);
    await writeFile(join(folder, 'k'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const add = (file: string) =>
      run(api.url, ['connections', 'keys', 'add', 'mill', '--public-key-file', file, '--name', 'night script']);
    const added = await add(join(folder, 'k.pub'));
    expect(added.out).toBe('dk_1\n');
    expect(api.requests.at(-1)?.asked.body).toEqual({ publicKey: pem, name: 'night script' });
    const own = await add(join(folder, 'k'));
    expect(own.err).toContain('is the private key, which stays with the sender');
    expect(own.code).toBe(2);
    expect(api.requests).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true });
  }
  expect((await run(api.url, ['connections', 'keys', 'list', 'mill'])).out).toMatch(
    /^2 keys, 1 of them valid\n[\s\S]*dk_1 +night script +operator/,
  );
  expect((await run(api.url, ['connections', 'keys', 'retire', 'mill', 'dk_1'])).out).toContain(
    'Retired night script (dk_1)',
  );
  expect(api.requests.at(-1)?.asked.params).toEqual({ connection: 'mill', key: 'dk_1' });
});
