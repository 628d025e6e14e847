// Test support: every headline, by what it tells of. One line per sentence: what is the matter, and what people read.
import type { HeadlineCode } from '@illuminate/contract';
import { DELIVERIES } from './rows-of-deliveries-for-tests.ts';
import { FIGURES } from './rows-of-figures-for-tests.ts';
import { PERMISSION } from './rows-of-permission-for-tests.ts';
import { SIGN_IN } from './rows-of-sign-in-for-tests.ts';
import { UPDATES } from './rows-of-updates-for-tests.ts';
import type { StatusFacts } from './status-facts.ts';

export type HeadlineRow = readonly [code: HeadlineCode, what: string, changes: Partial<StatusFacts>, sentence: string];

export const HEADLINE_ROWS: readonly HeadlineRow[] = [...PERMISSION, ...SIGN_IN, ...UPDATES, ...FIGURES, ...DELIVERIES];
