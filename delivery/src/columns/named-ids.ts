import { createHash } from 'node:crypto';
import { LIMITS } from '../limits.ts';
import { normalHeader } from './normal-header.ts';

/** How the id of what a file knows by its name alone begins. */
const BY_NAME = 'name:';

/**
 * What ids that were made here look like, in an expression that JavaScript and DuckDB read alike: of a name, of an event and a beginning,
 * and of either that was too long for an id.
 */
export const MADE_ID = `^${BY_NAME}|/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$|^[0-9a-f]{64}$`;
const made = new RegExp(MADE_ID);

/** The id of an event that a file knows by its name alone: names that only look different are one. */
export function eventIdOf(name: string): string {
  return fitting(`${BY_NAME}${normalHeader(name)}`);
}

/** Whether an id was made here, since a file had none: it is for us alone, and no number that people know. */
export const isMadeId = (id: string): boolean => made.test(id);

/** The id of a performance that a file knows by its event and its beginning alone; `startsAt` is an instant in ms. */
export function performanceIdOf(eventId: string, startsAt: number): string {
  return fitting(`${eventId}/${new Date(startsAt).toISOString().slice(0, 16)}`);
}

export function fitting(id: string): string {
  return id.length <= LIMITS.idCharacters ? id : createHash('sha256').update(id, 'utf8').digest('hex');
}
