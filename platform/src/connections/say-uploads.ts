// What people read of uploads in a headline.
import { sayAt, sayMoment } from './say-time.ts';
import type { StatusFacts } from './status-facts.ts';

/** "Last upload 3 November, 10:15; figures to 31 October, 19:30." */
export function sayUploaded(facts: StatusFacts): string {
  const { lastAt = null, coveredTo = null } = facts.uploads ?? {};
  if (lastAt === null) return 'Nothing is uploaded.';
  const to = coveredTo === null ? '' : `; figures to ${sayMoment(coveredTo, facts)}`;
  return `Last upload ${sayAt(lastAt, facts)}${to}.`;
}

export function sayForgotten(facts: StatusFacts): string {
  return `${sayUploaded(facts)} Upload what is new, if anything was sold since.`;
}

export const NOTHING_UPLOADED =
  'Nothing is uploaded yet. Upload what your system exports: its sales, its events, or only counts.';
