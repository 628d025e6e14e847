import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { noteReport } from '../reports/first-report.ts';
import { showSetUp } from './show-set-up.ts';

let box: ContextForTests;
let organisation: Organisation;
beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('riverside', 'Riverside Theatre');
});
afterAll(() => box.close());

const states = async () => {
  const { items, completed, possible } = await showSetUp(box.context, organisation);
  return { completed, possible, ...Object.fromEntries(items.map(({ step, state }) => [step, state])) };
};

test('steps tick themselves as the state of the system changes', async () => {
  expect(await states()).toMatchObject({ connect: 'not-started', 'see-first-report': 'cannot-start' });
  await box.claim(organisation, 'riversidetheatre');
  expect(await states()).toMatchObject({ connect: 'in-progress' });
  const before = await states();
  await noteReport(box.context.db, organisation.id, box.clock.now());
  expect(await states()).toMatchObject({ 'see-first-report': 'completed', completed: before.completed + 1 });
  await noteReport(box.context.db, organisation.id, box.clock.now());
  const other = await box.organisation('harbour');
  expect((await showSetUp(box.context, other)).items.at(-1)?.state).toBe('cannot-start');
});
