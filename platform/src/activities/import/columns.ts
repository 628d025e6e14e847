// Which column of a file is which part of an activity, by what people call it. Pure.
import { plain } from '../../matching/title-words.ts';

export type ImportField =
  | 'title'
  | 'kind'
  | 'artform'
  | 'place'
  | 'from'
  | 'to'
  | 'people'
  | 'method'
  | 'eventId'
  | 'notes';

/** What people call each; the plainest name comes first, and is told where a column is missing. */
export const FIELD_NAMES: Readonly<Record<ImportField, readonly string[]>> = {
  title: [
    'title',
    'activity',
    'activity title',
    'activity name',
    'event',
    'event title',
    'event name',
    'name',
    'production',
    'show',
  ],
  kind: ['kind', 'type', 'activity type', 'activity kind', 'event type', 'category'],
  artform: ['artform', 'art form', 'discipline', 'genre', 'main artform'],
  place: ['place', 'venue', 'location', 'where', 'venue name', 'site'],
  from: [
    'from',
    'date',
    'start',
    'start date',
    'first date',
    'first day',
    'first instance',
    'first performance',
    'opening',
    'dates',
    'begins',
  ],
  to: [
    'to',
    'end',
    'end date',
    'last date',
    'last day',
    'last instance',
    'last performance',
    'closing',
    'until',
    'ends',
  ],
  people: [
    'people',
    'audience',
    'attendance',
    'attendances',
    'attendees',
    'participants',
    'number',
    'numbers',
    'audience number',
    'audience numbers',
    'visitors',
    'total audience',
  ],
  method: [
    'method',
    'how counted',
    'counted or estimated',
    'collection method',
    'method of collection',
    'actual or estimate',
    'basis',
  ],
  eventId: [
    'event id',
    'event ids',
    'box office id',
    'box office event id',
    'box office reference',
    'box office reference id',
    'eventid',
    'reference',
  ],
  notes: ['notes', 'note', 'comments', 'comment', 'internal notes', 'remarks'],
};

export interface ImportColumn {
  readonly header: string;
  /** Null: of no use here, and left unread. */
  readonly field: ImportField | null;
}

const normal = (header: string): string =>
  plain(header)
    .replaceAll(/\([^)]*\)/g, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Of several columns for the same the first counts; a plainer name wins over a less plain one. */
export function readColumns(headers: readonly string[]): ImportColumn[] {
  const names = headers.map(normal);
  const taken = new Map<number, ImportField>();
  for (const [field, known] of Object.entries(FIELD_NAMES) as [ImportField, readonly string[]][]) {
    for (const name of known) {
      const at = names.findIndex((one, index) => one === name && !taken.has(index));
      if (at < 0) continue;
      taken.set(at, field);
      break;
    }
  }
  return headers.map((header, at) => ({ header, field: taken.get(at) ?? null }));
}
