import { candidates, otherSystems } from '@illuminate/connectors';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { listCandidates } from './list-candidates.ts';
import { createWishes } from './wish-for-system.ts';

let box: ContextForTests;
beforeAll(async () => {
  box = await openContextForTests();
});
beforeEach(async () => {
  await box.context.db.deleteFrom('provider_wishes').execute();
});
afterAll(() => box.close());

const [first] = candidates;
const system = first?.id ?? '';
const counts = async () => (await listCandidates(box.context)).items.find(({ id }) => id === system)?.wishes;

test('wishes of one network count once a day, those of others as well', async () => {
  const wish = createWishes(box.context);
  expect(await wish({ system, network: '203.0.113' })).toBe(true);
  expect(await wish({ system, network: '203.0.113' })).toBe(false);
  expect(await wish({ system, network: '198.51.100' })).toBe(true);
  expect(await counts()).toBe(2);
  await box.clock.advance(24 * 3_600_000);
  expect(await wish({ system, network: '203.0.113' })).toBe(true);
  expect(await counts()).toBe(3);
});

test('one network cannot wish for everything', async () => {
  const wish = createWishes(box.context);
  const systems = [...candidates, ...otherSystems].map(({ id }) => id);
  const counted: boolean[] = [];
  for (const each of systems) counted.push(await wish({ system: each, network: '203.0.113' }));
  expect(counted.filter(Boolean)).toHaveLength(8);
});

test('a name that is not on the list is refused, and kept nowhere', async () => {
  const wish = createWishes(box.context);
  await expect(wish({ system: 'ann@example.org', network: '' })).rejects.toMatchObject({ code: 'invalid-input' });
  expect(await box.context.db.selectFrom('provider_wishes').selectAll().execute()).toEqual([]);
});

test('of whoever wished, nothing is written', async () => {
  await createWishes(box.context)({ system, network: '203.0.113' });
  const [row] = await box.context.db.selectFrom('provider_wishes').selectAll().execute();
  expect(Object.keys(row ?? {}).sort()).toEqual(['day', 'number', 'system']);
});
