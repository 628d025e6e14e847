import { expect, test } from 'vitest';
import { judgeSuggestions } from './judge-suggestions.ts';

test.each([1, 2, 3])('what is suggested is right, whatever people typed (log %i)', (seed) => {
  const { precision, recall } = judgeSuggestions({ events: 300, seed });
  expect(precision).toBeGreaterThanOrEqual(0.98);
  expect(recall).toBeGreaterThanOrEqual(0.75);
});
