import type { Normalised } from '@illuminate/connector-kit';
import type { FeedShow } from '../xml/read-shows.ts';
import { numberOf, requireId, requireName } from './fields.ts';

/** A show is an event in our words. Its description is HTML for a web page and is not kept. */
export function normaliseShow({ id, name }: Pick<FeedShow, 'id' | 'name'>): Normalised {
  const key = requireId(id, 'show/@id', 'a show');
  const event = {
    source_id: key,
    source_number: numberOf(key),
    name: requireName(name, 'a show'),
    duration_minutes: null,
    web_event_id: null,
  };
  return { rows: { events: [event] }, mentions: [] };
}
