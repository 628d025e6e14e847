import { createHash } from 'node:crypto';
import { LIMITS } from '../limits.ts';
import { normalHeader } from './normal-header.ts';

/** How the id of what a file knows by its name alone begins. */
export const BY_NAME = 'name:';

/** The id of an event that a file knows by its name alone: names that only look different are one. */
export function eventIdOf(name: string): string {
  return fitting(`${BY_NAME}${normalHeader(name)}`);
}

/** Whether an id was made from a name, since a file had none: it is for us alone, and no number that people know. */
export const isNamedId = (id: string): boolean => id.startsWith(BY_NAME);

/** The id of a performance that a file knows by its event and its beginning alone; `startsAt` is an instant in ms. */
export function performanceIdOf(eventId: string, startsAt: number): string {
  return fitting(`${eventId}/${new Date(startsAt).toISOString().slice(0, 16)}`);
}

export function fitting(id: string): string {
  return id.length <= LIMITS.idCharacters ? id : createHash('sha256').update(id, 'utf8').digest('hex');
}
