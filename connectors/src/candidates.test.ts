import { expect, test } from 'vitest';
import { candidates, otherSystems } from './candidates.ts';
import { connectors } from './index.ts';

test('nobody is a candidate and integrated, and no name stands for two systems', () => {
  const ids = [...candidates, ...otherSystems, ...connectors].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(otherSystems.at(-1)?.id).toBe('another');
});

test('each point has its evidence, and what nothing was found of is unknown', () => {
  for (const { title, assessedOn, points } of candidates) {
    expect(assessedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const { verdict, evidence, basis } of Object.values(points)) {
      expect(`${title}: ${evidence}`).toMatch(/\w\.$/);
      expect(`${title} ${verdict === 'unknown'}`).toBe(`${title} ${basis === 'nothing-found'}`);
    }
  }
});
