import { expect, test } from 'vitest';
import { readSignInSearch } from './sign-in-search.ts';

test('signing in leads on to a page of the app', () => {
  expect(readSignInSearch({ to: '/connections/riverside?x=1#history' })).toEqual({
    to: '/connections/riverside?x=1#history',
  });
});

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '',
  7,
])('and never to %j', (to) => {
  expect(readSignInSearch({ to })).toEqual({});
});
