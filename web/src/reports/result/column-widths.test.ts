import { expect, test } from 'vitest';
import { keepWidths, NARROWEST, readWidths, WIDEST, widthByKey, widthNames } from './column-widths.ts';

function storageOf(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
  };
}

test('a column is known by what it shows, wherever it stands, and the same twice is told apart', () => {
  const [event, tickets] = [
    { of: 'event.name', label: 'Event' },
    { of: 'tickets', label: 'Tickets' },
  ];
  const names = widthNames([event, tickets, event, { of: null, label: 'Count' }]);
  expect(new Set(names).size).toBe(4);
  expect(widthNames([tickets, event])).toEqual([names[1], names[0]]);
});

test('widths are kept for each report by itself, and forgotten by itself', () => {
  const storage = storageOf();
  keepWidths(storage, 'one', { a: 100 });
  keepWidths(storage, 'two', { a: 200 });
  keepWidths(storage, 'one', { a: 120 });
  expect([readWidths(storage, 'one'), readWidths(storage, 'two')]).toEqual([{ a: 120 }, { a: 200 }]);
  keepWidths(storage, 'one', null);
  expect([readWidths(storage, 'one'), readWidths(storage, 'two')]).toEqual([null, { a: 200 }]);
});

test('of many reports those are kept that were changed last', () => {
  const storage = storageOf();
  for (let report = 0; report < 100; report += 1) keepWidths(storage, `r${report}`, { a: report });
  expect(readWidths(storage, 'r0')).toBeNull();
  expect(readWidths(storage, 'r99')).toEqual({ a: 99 });
});

test.each(['{', '7', 'null', '[]', '{"one": 4}', '{"one": {"a": "wide"}}'])('what %s keeps is nothing', (text) => {
  expect(readWidths(storageOf(text), 'one')).toBeNull();
});

test('arrow keys move the edge, Shift moves it further, and it stays within bounds', () => {
  const by = (width: number, key: string, shiftKey = false) => widthByKey(width, { key, shiftKey });
  expect([by(100, 'ArrowRight'), by(100, 'ArrowLeft'), by(100, 'ArrowRight', true)]).toEqual([116, 84, 164]);
  expect([by(NARROWEST, 'ArrowLeft'), by(WIDEST, 'ArrowRight'), by(100, 'Home'), by(100, 'End')]).toEqual([
    ...[NARROWEST, WIDEST],
    ...[NARROWEST, WIDEST],
  ]);
  expect(by(100, 'a')).toBeNull();
});
