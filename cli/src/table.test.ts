import { expect, test } from 'vitest';
import { formatTable, onOneLine, widthOf } from './table.ts';

test('columns line up, numbers to the right, without spaces at the ends of lines', () => {
  const lines = formatTable(
    [{ title: 'Name' }, { title: 'Tickets', align: 'right' }, { title: 'Note' }],
    [
      ['Macbeth', '7', ''],
      ['Puss in Boots', '1,204', 'late'],
    ],
  );
  expect(lines).toEqual([
    'Name           Tickets  Note', //
    'Macbeth              7',
    'Puss in Boots    1,204  late',
  ]);
});

test('wide, combining and joined characters count as a terminal shows them', () => {
  expect(widthOf('Café')).toBe(4);
  expect(widthOf('Cafe\u0301')).toBe(4);
  expect(widthOf('白蛇伝')).toBe(6);
  expect(widthOf('🎭')).toBe(2);
  expect(widthOf('❄️')).toBe(2);
  expect(widthOf('أمسية')).toBe(5);
  expect(widthOf('👩‍🎤')).toBe(2);
  expect(
    formatTable(
      [{ title: 'A' }, { title: 'B' }],
      [
        ['白', 'x'],
        ['ab', 'y'],
      ],
    ),
  ).toEqual(['A   B', '白  x', 'ab  y']);
});

test('a text of somebody else cannot steer the terminal or break the line', () => {
  expect(onOneLine('Hamlet\u001b[2J\nAct\tII')).toBe('Hamlet [2J Act II');
  expect(formatTable([{ title: 'A' }], [['x\r\ny']])).toEqual(['A', 'x y']);
});

test('a table without rows is its heading', () => {
  expect(formatTable([{ title: 'Event ID' }, { title: 'Event Name' }], [])).toEqual(['Event ID  Event Name']);
});
