import { expect, test } from 'vitest';
import { readFleetSearch, withChange } from './fleet-search.ts';

test('an address says what it can, and the rest of it is let be', () => {
  expect(readFleetSearch({ headline: 'FAILED', text: ' mill ', sort: 'since', direction: 'up', whoActs: 'x' })).toEqual(
    {
      headline: 'FAILED',
      text: 'mill',
      sort: 'since',
    },
  );
  expect(readFleetSearch({ headline: 'LATE', text: '', provider: 7 })).toEqual({});
});

test('another choice begins with the first page', () => {
  expect(withChange({ cursor: 'abc', text: 'mill' }, { headline: 'OK' })).toEqual({ text: 'mill', headline: 'OK' });
  expect(withChange({ headline: 'OK' }, { headline: undefined })).toEqual({});
  expect(withChange({ text: 'mill' }, { cursor: 'abc' })).toEqual({ text: 'mill', cursor: 'abc' });
});
