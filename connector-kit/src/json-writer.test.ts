import { expect, test } from 'vitest';
import { JsonWriter } from './json-writer.ts';

const read = (out: JsonWriter): unknown => JSON.parse(new TextDecoder().decode(out.take()));

test('values come back as JSON itself would give them back, however little room there was', () => {
  const values = [
    ...[
      0,
      -0,
      7,
      10,
      99,
      100,
      20.5,
      3.05,
      0.07,
      0.1 + 0.2,
      -22.5,
      9_999_999.99,
      10_000_000,
      1e21,
      5e-324,
      1 / 3,
      Number.POSITIVE_INFINITY,
    ],
    ...[
      '',
      'plain',
      'with "quotes" and \\',
      'line\nbreak\u0000',
      'Zażółć “gęślą”',
      '\u007f',
      '\ud800',
      '🎭'.repeat(40),
    ],
    ...[null, undefined, true, [1, 'a'], { a: { b: 'ü' } }],
  ];
  for (const value of values) {
    const out = new JsonWriter(1);
    out.value(value);
    expect(read(out)).toEqual(JSON.parse(JSON.stringify(value) ?? 'null'));
  }
});

test('pieces follow each other, are repeated, and taken once', () => {
  const out = new JsonWriter(4);
  out.raw('[');
  const from = out.length;
  out.value('twice');
  const to = out.length;
  out.raw(',');
  out.repeat(from, to);
  out.raw(',');
  out.json('"Zażółć"');
  out.raw(']');
  expect(read(out)).toEqual(['twice', 'twice', 'Zażółć']);
  expect(out.length).toBe(0);
  out.value(1);
  const taken = out.take();
  out.moveTo(new Uint8Array(2));
  out.value('elsewhere');
  expect(new TextDecoder().decode(taken)).toBe('1');
  expect(read(out)).toBe('elsewhere');
});

test('every amount up to a hundred thousand in hundredths is written as JSON writes it', () => {
  const out = new JsonWriter(16);
  for (let hundredths = 0; hundredths < 10_000_000; hundredths += 1_371) {
    out.value(hundredths / 100);
    expect(read(out)).toBe(hundredths / 100);
  }
});
