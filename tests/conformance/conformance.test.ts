import { isNotHere, planTrials } from '@illuminate/connector-kit/conformance';
import { connectors } from '@illuminate/connectors';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type OpenLab, openLab } from './lab.ts';
import * as registry from './registry.ts';

const plan = planTrials(connectors, Object.values(registry));

test('every connector is tried: each has one arrangement, and its simulator has every fault that it can meet', () => {
  expect(plan.wrong).toEqual([]);
  expect(plan.trials.map(({ connector }) => connector.id).sort()).toEqual(connectors.map(({ id }) => id).sort());
});

for (const { connector, arrangement, traps } of plan.trials) {
  const { provider } = arrangement as (typeof registry)[keyof typeof registry];
  describe(connector.title, () => {
    const lab = { open: null as OpenLab | null };
    if (!isNotHere(provider)) {
      beforeAll(async () => {
        lab.open = await openLab(connector, provider);
      });
      afterEach(async () => lab.open?.endTrap());
      afterAll(async () => lab.open?.[Symbol.asyncDispose]());
    }
    for (const { trap, doesNotApply } of traps) {
      const name = doesNotApply === null ? trap.says : `${trap.id} does not apply: ${doesNotApply}`;
      test(name, async () => {
        if (doesNotApply !== null) return;
        if (lab.open === null) throw new Error('there is no lab');
        expect(await trap.run(lab.open)).toEqual([]);
      });
    }
  });
}
