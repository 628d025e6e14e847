import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { everyWord } from './every-word.ts';

const SOURCE = join(import.meta.dirname, '..');
/** Every page that leads into these brings the words that come later. */
const BRINGS = /^(?:activities|matching|uploads|reports|locales)\//;
const LATER = Object.keys(everyWord).filter((key) => !(key in en));

test('only pages that bring the words that come later say any of them', () => {
  const said = new RegExp(`['"\`](${LATER.join('|')})\\.[a-zA-Z$]`);
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const saying = files.filter((file) => said.test(readFileSync(join(SOURCE, file), 'utf8')));
  expect(saying.filter((file) => !BRINGS.test(file))).toEqual([]);
  expect(saying.length).toBeGreaterThan(50);
});

test('every route into their folders is a page with words', () => {
  const routes = readFileSync(join(SOURCE, 'routes.tsx'), 'utf8');
  const bare = /(?<!withWords\('[a-z]+', )\(\) => import\('\.\/(?:activities|matching|uploads|reports)\//g;
  expect([...routes.matchAll(bare)].map(([found]) => found)).toEqual([]);
  expect(routes).toContain("withWords('uploads', () => import('./connections/ConnectionPage.tsx')");
});
