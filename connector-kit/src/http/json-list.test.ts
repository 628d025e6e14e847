import { describe, expect, it } from 'vitest';
import { boundsOfList } from './json-bounds.ts';
import { JsonList } from './json-list.ts';

/** What the engine makes of it; undefined where it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const listOf = (text: string): readonly unknown[] | null => {
  const list = JsonList.of(Buffer.from(text));
  return list === null ? null : [...list];
};

/** Numbers that look random and are the same every time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const TEXTS = ['', 'a', '"', '\\', '/', 'é', '日本', '\u{1f3ad}', '\u0000', '\n', '\ud800', '},{"id":"', ']'];

function made(random: (below: number) => number, depth: number): unknown {
  const kinds: (() => unknown)[] = [
    () => null,
    () => random(2) === 0,
    () => (random(2_000_001) - 1_000_000) / 10 ** (random(20) - 9),
    () => Array.from({ length: random(4) }, () => TEXTS[random(TEXTS.length)]).join(''),
    () => Array.from({ length: random(4) }, () => made(random, depth + 1)),
    () =>
      Object.fromEntries(
        Array.from({ length: random(4) }, () => [TEXTS[random(TEXTS.length)], made(random, depth + 1)]),
      ),
  ];
  return kinds[random(depth > 3 ? 4 : 6)]?.();
}

/** A text with one sign taken out, put in or changed. */
function damaged(text: string, random: (below: number) => number): string {
  const signs = '[]{}",:\\u0123456789abcdefEtrunls.+- \t\n\u0001é';
  const at = random(text.length + 1);
  const sign = signs.charAt(random(signs.length));
  const [from, to] = [at, at + random(2)];
  return text.slice(0, from) + (random(3) === 0 ? '' : sign) + text.slice(to);
}

describe('a list that is left as it came', () => {
  it('has the elements that the engine makes of it, as often as one goes through them', () => {
    const random = randomFrom(7);
    for (let nth = 0; nth < 300; nth += 1) {
      const value = Array.from({ length: random(6) }, () => made(random, 0));
      const text = JSON.stringify(value, null, [0, 1, '\t'][random(3)]);
      const list = JsonList.of(Buffer.from(text));
      expect(list?.length).toBe(value.length);
      expect([...(list ?? [])]).toEqual(JSON.parse(text));
      expect([...(list ?? [])]).toEqual(JSON.parse(text));
    }
  });

  it('is one exactly where it is one for the engine, whatever has happened to it', () => {
    const random = randomFrom(11);
    const outcomes = { taken: 0, refused: 0 };
    for (let nth = 0; nth < 20_000; nth += 1) {
      let text = JSON.stringify(Array.from({ length: 1 + random(3) }, () => made(random, 1)));
      for (let damages = 1 + random(2); damages > 0; damages -= 1) text = damaged(text, random);
      const value = parsed(Buffer.from(text).toString('utf8'));
      const list = listOf(text);
      expect(list, text).toEqual(Array.isArray(value) ? value : null);
      outcomes[list === null ? 'refused' : 'taken'] += 1;
    }
    expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(2_000);
  });

  it('may be long, and have elements longer than what is parsed at once', () => {
    const value = Array.from({ length: 3_000 }, (_, nth) => ({ nth, text: 'é'.repeat(nth % 500 === 0 ? 90_000 : 40) }));
    expect(listOf(JSON.stringify(value))).toEqual(value);
  });

  it.each([
    '{}',
    '{"values":[]}',
    '1',
    '"[]"',
    '',
    '[',
    ']',
    '[1',
    '[1,',
    '[1,]',
    '[,1]',
    '[1]]',
    '[1] 2',
    '[01]',
    '[1.]',
    '[.1]',
  ])('is not %s', (text) => {
    expect(listOf(text)).toBeNull();
  });

  it.each([
    '[-]',
    '[1e]',
    '[1e+]',
    '[+1]',
    '[tru]',
    '[nulll]',
    '["\\x"]',
    '["\\u12g4"]',
    '["\t"]',
    '["a]',
    '[{"a"}]',
    '[{"a":}]',
  ])('is not %s either', (text) => {
    expect(listOf(text)).toBeNull();
  });

  it('that is nested beyond all measure is left to the engine', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(boundsOfList(Buffer.from(deep))).toBeNull();
    expect(parsed(deep)).toBeDefined();
  });
});
