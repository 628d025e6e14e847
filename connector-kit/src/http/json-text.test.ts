import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonText } from './json-text.ts';

/** A body that begins anywhere in its memory, as bodies do. */
function bodyAt(offset: number, text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const memory = Buffer.alloc(bytes.length + 8, 0xff);
  bytes.copy(memory, offset);
  return memory.subarray(offset, offset + bytes.length);
}

describe('the text of a JSON body', () => {
  test('reads as the body does, wherever it lies and whatever signs it holds', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 40 });
    const value = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), fc.oneof(value, anyText), (offset, held) => {
        const body = bodyAt(offset, JSON.stringify(held));
        expect(JSON.parse(jsonText(body))).toEqual(JSON.parse(body.toString('utf8')));
      }),
      { numRuns: 500 },
    );
  });

  test('is of one byte a sign', () => {
    expect(jsonText(Buffer.from('["naïve", "Żółć", "🎭"]'))).toBe(
      '["na\\u00efve", "\\u017b\\u00f3\\u0142\\u0107", "\\ud83c\\udfad"]',
    );
  });

  test('makes nothing right that is wrong', () => {
    for (const wrong of ['["\\é"]', '[é]', 'é', '["\\\\\\é"]', '{é: 1}', '["é]', '\u00a0[]']) {
      expect(() => JSON.parse(wrong), wrong).toThrow(SyntaxError);
      expect(() => JSON.parse(jsonText(bodyAt(3, wrong))), wrong).toThrow(SyntaxError);
    }
    expect(JSON.parse(jsonText(bodyAt(1, '["\\\\é"]')))).toEqual(['\\é']);
  });

  test('reads broken UTF-8 as any decoder does', () => {
    const body = Buffer.from([0x22, 0xc3, 0x22, 0x20]);
    expect(JSON.parse(jsonText(body))).toBe('\ufffd');
  });
});
