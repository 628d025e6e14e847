import type { Normalised } from '@illuminate/connector-kit';
import type { FeedVenue } from '../xml/read-shows.ts';
import { numberOf, requireId, requireName } from './fields.ts';

export function normaliseVenue({ id, name }: FeedVenue): Normalised {
  const key = requireId(id, 'venue/@id', 'a venue');
  const venue = { source_id: key, source_number: numberOf(key), name: requireName(name, 'a venue'), address: null };
  return { rows: { venues: [venue] }, mentions: [] };
}
