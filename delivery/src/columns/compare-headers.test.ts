import { expect, test } from 'vitest';
import { compareHeaders, isSame } from './compare-headers.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sayDifference } from './say-difference.ts';

const BEFORE = ['Booking Ref', 'Date of Booking', 'Ticket Type', 'Ticket Price', 'Customer ID', 'Channel'];
const NONE = { added: [], missing: [], moved: [], renamed: [] };

test('what only looks different is the same, and has the same fingerprint', () => {
  const after = [
    '﻿booking  ref ',
    'Date of\u00a0Booking',
    'TICKET TYPE',
    'Ticket Price',
    'Customer ID',
    'Channel',
    '',
    ' ',
  ];
  expect(compareHeaders(BEFORE, after)).toEqual(NONE);
  expect(fingerprintOf(after)).toBe(fingerprintOf(BEFORE));
  expect(fingerprintOf(BEFORE)).toMatch(/^[0-9a-f]{64}$/);
});

test('another order is another fingerprint, and names cannot run into one another', () => {
  expect(fingerprintOf(['a', 'b'])).not.toBe(fingerprintOf(['b', 'a']));
  expect(fingerprintOf(['a', 'b'])).not.toBe(fingerprintOf(['a b']));
  expect(fingerprintOf(['a', '', 'b'])).not.toBe(fingerprintOf(['a', 'b']));
});

test('a column in between moves nothing', () => {
  const after = [...BEFORE.slice(0, 2), 'VAT', ...BEFORE.slice(2)];
  expect(compareHeaders(BEFORE, after)).toEqual({ ...NONE, added: [{ header: 'VAT', position: 3 }] });
  expect(compareHeaders(after, BEFORE)).toEqual({ ...NONE, missing: [{ header: 'VAT', position: 3 }] });
});

test('a similar name in the same place was probably renamed, another one was not', () => {
  const after = ['Booking Ref', 'Booking Date', 'Ticket Type', 'Price', 'Loyalty', 'Channel'];
  expect(compareHeaders(BEFORE, after)).toEqual({
    ...NONE,
    renamed: [
      { from: 'Date of Booking', to: 'Booking Date', position: 2 },
      { from: 'Ticket Price', to: 'Price', position: 4 },
    ],
    missing: [{ header: 'Customer ID', position: 5 }],
    added: [{ header: 'Loyalty', position: 5 }],
  });
});

test('one column that moved is told with both places; the others stand where they stood', () => {
  const after = ['Channel', ...BEFORE.slice(0, 5)];
  expect(compareHeaders(BEFORE, after)).toEqual({ ...NONE, moved: [{ header: 'Channel', from: 6, to: 1 }] });
});

test('a name that occurs twice is two columns', () => {
  expect(isSame(compareHeaders(['Date', 'Time', 'Date'], ['Date', 'Time', 'Date']))).toBe(true);
  expect(compareHeaders(['Date', 'Time', 'Date'], ['Date', 'Time']).missing).toEqual([{ header: 'Date', position: 3 }]);
});

test('the difference in a sentence', () => {
  const after = ['Channel', 'Booking Ref', 'Booking Date', 'Ticket Type', 'Ticket Price', 'VAT'];
  expect(sayDifference(BEFORE, BEFORE)).toBeNull();
  expect(sayDifference(BEFORE, after)).toBe(
    'missing: "Customer ID" (was column 5); added: "VAT" (column 6); probably renamed: "Date of Booking" to "Booking Date" (column 3); moved: "Channel" from column 6 to 1.',
  );
});

test('a line that is no header is not quoted, and nothing that looks like a person is', () => {
  const person = ['10293', 'Ada Novák', 'ada@mail.example', '0161 496 0000'];
  expect(sayDifference(BEFORE, person)).toBe(
    'Of the 6 columns that the map names, none is in the header line, which has 4 columns.',
  );
  expect(sayDifference(BEFORE, ['Channel', ...person])).toBe(
    'Of the 6 columns that the map names, only 1 is in the header line, which has 5 columns.',
  );
  expect(sayDifference(BEFORE, [...BEFORE, 'ada@mail.example', ''])).toBe(
    'added: a column whose name looks like personal data (column 7).',
  );
});
