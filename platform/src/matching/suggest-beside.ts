import { createHash } from 'node:crypto';
import { inSlices } from '../in-slices.ts';
import { type ActivityToMatch, type EventToMatch, type Suggested, suggesting } from './suggest.ts';
import { suggestingSets } from './suggest-sets.ts';

const MOST_REMEMBERED = 32;

/** By what they were made from, the one that was wanted longest ago first. */
const remembered = new Map<string, Promise<readonly Suggested[]>>();

type Suggesting = (
  activities: readonly ActivityToMatch[],
  events: readonly EventToMatch[],
) => Generator<undefined, readonly Suggested[]>;

/**
 * As `suggestMatches`, with others having their turn meanwhile. What was suggested is kept for as long as the log and the box office say
 * the same: the page of matching asks again after each deed of somebody else, and whenever it is looked at.
 */
export const suggestBeside = beside('pairs', suggesting);

/** The same of `suggestSets`. */
export const suggestSetsBeside = beside('sets', suggestingSets);

function beside(name: string, suggest: Suggesting) {
  return (activities: readonly ActivityToMatch[], events: readonly EventToMatch[]): Promise<readonly Suggested[]> => {
    const key = createHash('sha256')
      .update(JSON.stringify([name, activities, events]))
      .digest('base64');
    const known = remembered.get(key) ?? inSlices(suggest(activities, events));
    remembered.delete(key);
    remembered.set(key, known);
    for (const oldest of remembered.keys()) {
      if (remembered.size <= MOST_REMEMBERED) break;
      remembered.delete(oldest);
    }
    return known;
  };
}
