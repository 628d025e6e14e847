import { expect, test } from 'vitest';
import { reconciliationWords } from '../locales/en/reconciliation.ts';
import { comparedOf } from './compared-of.ts';

const last = { at: '2026-12-01T02:00:00Z', official: 81_627, held: 81_627, reasons: [] };

test('tickets are those of the performances that were compared, which is said where some were not', () => {
  expect(comparedOf({ ...last, equal: 819, differs: 1, notCompared: 188 })).toEqual({
    compared: 820,
    all: 1_008,
    isWhole: false,
  });
  expect(comparedOf({ ...last, equal: 20, differs: 0, notCompared: 0 }).isWhole).toBe(true);
  expect(reconciliationWords.reconciliation.sumOfCompared).toMatch(/\{\{compared\}\} of \{\{all\}\} performances/);
});
