import { expect, test } from 'vitest';
import { everyWord } from './every-word.ts';

/** Every text by its path, such as `matching.accept`. */
function texts(of: object, path = ''): [string, string][] {
  return Object.entries(of).flatMap(([name, value]: [string, unknown]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return typeof value === 'string'
      ? [[at, value] as [string, string]]
      : typeof value === 'object' && value !== null
        ? texts(value, at)
        : [];
  });
}

test('what is spoken of a button holds what is written on it', () => {
  const all = new Map(texts(everyWord));
  const pairs = [...all].flatMap(([path, spoken]) => {
    const written = all.get(path.replace(/Named(?=_|$)/, ''));
    return /Named(?=_|$)/.test(path) && written !== undefined ? [{ path, spoken, written }] : [];
  });
  expect(pairs.length).toBeGreaterThan(10);
  expect(
    pairs
      .filter(({ spoken, written }) => !spoken.includes(written))
      .map(({ path, spoken, written }) => `${path}: “${spoken}” for “${written}”`),
  ).toEqual([]);
});
