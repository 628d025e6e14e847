import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivery, DeliveryKey } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
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
  declared: { orders: 1200, tickets: 3000, performances: 0 },
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
  const refusal = {
    type: 'about:blank',
    title: 'Refused',
    status: 422,
    code: 'totals-differ',
    detail: 'totals.tickets is declared 3, counted 2 (difference -1).',
    whoActs: 'provider' as const,
    nextStep: 'Find which of the two is right.',
    reference: 'r-1',
  };
  const items = [
    delivery(9),
    delivery(8, { state: 'refused', refusal, loaded: null, receivedParts: [] }),
    delivery(5),
    delivery(3),
    delivery(4, { state: 'receiving', loaded: null, endedAt: null }),
  ];
  await using api = await startApi({ listDeliveries: () => ({ items, nextCursor: null }) });
  const { code, out } = await run(api.url, ['deliveries', 'mill']);
  expect(out.split('\n')[0]).toBe('5 batches of mill');
  expect(out).toMatch(/^ +9 +b-9 +✓ loaded +2026-11-24 13:45 to 2026-11-24 14:00 +1,200 +3,000 +0 +2026-11-24 14:00$/m);
  expect(out).toMatch(/^ +4 +b-4 +◷ receiving /m);
  expect(out).toContain('Never loaded: number 4, 6 to 8');
  expect(out).toContain('b-8, number 8, was refused:\n  - totals.tickets is declared 3');
  expect(code).toBe(0);
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
