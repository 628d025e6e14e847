import { createHash } from 'node:crypto';
import { LIMITS } from '../limits.ts';
import { normalHeader } from './normal-header.ts';

/** The id of an event that a file knows by its name alone: names that only look different are one. */
export function eventIdOf(name: string): string {
  return fitting(`name:${normalHeader(name)}`);
}

/** The id of a performance that a file knows by its event and its beginning alone; `startsAt` is an instant in ms. */
export function performanceIdOf(eventId: string, startsAt: number): string {
  return fitting(`${eventId}/${new Date(startsAt).toISOString().slice(0, 16)}`);
}

export function fitting(id: string): string {
  return id.length <= LIMITS.idCharacters ? id : createHash('sha256').update(id, 'utf8').digest('hex');
}
