import { expect, test } from 'vitest';
import { z } from 'zod';
import { issueInWords } from './issue-in-words.ts';
import { toldIssues } from './told-issues.ts';

function told(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value, { error: issueInWords });
  return parsed.success ? [] : toldIssues(parsed.error.issues).map(({ message }) => message);
}

test('what is too long, too short or too much is told as people count it', () => {
  expect(told(z.string().max(100), 'x'.repeat(101))).toEqual(['has more than 100 characters']);
  expect(told(z.string().trim().min(1), ' ')).toEqual(['must not be empty']);
  expect(told(z.string().min(10), 'short')).toEqual(['has fewer than 10 characters']);
  expect(told(z.array(z.string()).max(2), ['a', 'b', 'c'])).toEqual(['has more than 2 entries']);
  expect(told(z.array(z.string()).min(1), [])).toEqual(['must not be empty']);
  expect(told(z.number().min(1), 0)).toEqual(['must be at least 1']);
  expect(told(z.number().max(9), 10)).toEqual(['must be at most 9']);
  expect(told(z.number().lt(9), 9)).toEqual(['must be less than 9']);
});

test('what is not there or something else is told as that', () => {
  expect(told(z.string(), undefined)).toEqual(['is missing']);
  expect(told(z.int(), 1.5)).toEqual(['must be a whole number']);
  expect(told(z.boolean(), 'yes')).toEqual(['must be true or false']);
  expect(told(z.enum(['read', 'write']), 'both')).toEqual(['must be one of: read, write']);
  expect(told(z.enum(['read', 'write']), undefined)).toEqual(['is missing']);
  expect(told(z.string().regex(/^a$/), 'b')).toEqual(['is not written as it must be']);
});

test('what a schema says itself stands, and so does one of several kinds', () => {
  expect(told(z.string().max(3, 'is no code'), 'abcd')).toEqual(['is no code']);
  expect(told(z.union([z.string().max(3), z.array(z.string())]), 'abcd')).toEqual(['has more than 3 characters']);
});
