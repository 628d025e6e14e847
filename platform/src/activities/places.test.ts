import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { listPlaces, renamePlace, settlePlace } from './places.ts';

let box: ContextForTests;
let organisation: Organisation;

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('fenwick');
});
afterAll(() => box.close());

const place = (name: string) =>
  box.context.db
    .transaction()
    .execute((trx) => settlePlace(trx, { organisation, name, actor: 'test', at: box.context.clock.now() }));
const rename = (id: string, name: string, merge = false) =>
  renamePlace(box.context, { organisation, place: id, name, merge, actor: 'test' });
const names = async () => (await listPlaces(box.context, organisation)).items.map(({ name }) => name);

test('a place takes another name, and that of another place only where both are said to be one', async () => {
  const [hall, guildhall] = [await place('The Hall'), await place('Guildhall')];
  expect(await rename(hall, 'Village Hall')).toMatchObject({ id: hall, name: 'Village Hall' });
  await expect(rename(hall, 'GUILD hall')).resolves.toMatchObject({ name: 'GUILD hall' });
  await expect(rename(hall, ' guildhall')).rejects.toMatchObject({ parts: { code: 'conflict' } });
  expect(await rename(hall, 'guildhall', true)).toMatchObject({ id: guildhall, name: 'Guildhall' });
  expect(await names()).toEqual(['Guildhall']);
  await expect(rename(hall, 'Guildhall', true)).rejects.toMatchObject({ parts: { code: 'not-found' } });
});
