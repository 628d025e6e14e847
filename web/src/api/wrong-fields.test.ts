import { ApiError } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { inSentence, wrongBesides, wrongFields } from './wrong-fields.ts';

const refused = new ApiError({
  type: 'about:blank',
  title: 'The request does not fit',
  status: 422,
  code: 'invalid-input',
  detail: 'body.settings.host: is no address',
  whoActs: 'organisation',
  nextStep: 'Correct the fields named and send it again.',
  reference: '',
  fields: [
    { path: 'body.settings.host', message: 'is no address' },
    { path: 'body.secret', message: 'The key is the long text that was shown once' },
    { path: 'body.version', message: 'must be at least 1' },
  ],
});

test('a field is told under the name that it has on the page, and never by its path', () => {
  expect(wrongFields(refused, { host: 'Address', secret: 'Key' })).toEqual({
    host: '“Address” is no address.',
    secret: 'The key is the long text that was shown once.',
  });
});

test('what has no field on the page is left for the notice, once', () => {
  expect(wrongBesides(refused, { host: 'Address', secret: 'Key' })).toEqual(['Must be at least 1.']);
  expect(wrongBesides(refused, {})).toHaveLength(3);
  expect(wrongBesides(new Error('of the page'), {})).toEqual([]);
});

test('what is a sentence already stays one', () => {
  expect(inSentence('Choose a longer one.', 'Name')).toBe('Choose a longer one.');
  expect(inSentence('say who agrees', 'Name')).toBe('Say who agrees.');
});
