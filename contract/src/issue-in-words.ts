import type { z } from 'zod';

type RawIssue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  date: 'a date',
};

/** How much of it may be there: characters of a text, entries of a list. */
const COUNTED: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', set: 'entries' };

/**
 * What is wrong with something that was sent, for whoever typed it: the end of a sentence that begins with the field's name. For
 * schemas that say nothing themselves; undefined leaves the words to Zod.
 */
export function issueInWords(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'too_big': {
      const counted = COUNTED[issue.origin];
      if (counted !== undefined) return `has more than ${issue.maximum} ${counted}`;
      return issue.inclusive === false ? `must be less than ${issue.maximum}` : `must be at most ${issue.maximum}`;
    }
    case 'too_small': {
      const counted = COUNTED[issue.origin];
      if (counted !== undefined) {
        return Number(issue.minimum) <= 1 ? 'must not be empty' : `has fewer than ${issue.minimum} ${counted}`;
      }
      return issue.inclusive === false ? `must be more than ${issue.minimum}` : `must be at least ${issue.minimum}`;
    }
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      return KINDS[issue.expected] === undefined ? undefined : `must be ${KINDS[issue.expected]}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.format === 'regex' ? 'is not written as it must be' : undefined;
    default:
      return undefined;
  }
}
