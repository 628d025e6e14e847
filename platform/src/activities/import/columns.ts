// Which column of a file is which part of an activity, by what people call it. Pure.
import type { ActivityImportField } from '@illuminate/contract';
import { plain } from '../../matching/title-words.ts';

/** What people call each; the plainest name comes first, and is told where a column is missing. */
export const FIELD_NAMES: Readonly<Record<ActivityImportField, readonly string[]>> = {
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
    'title of activity',
    'name of activity',
    'title of event',
    'name of event',
    'what',
    'project',
    'project title',
    'project name',
    'name of project',
  ],
  kind: [
    'kind',
    'type',
    'activity type',
    'activity kind',
    'event type',
    'category',
    'type of activity',
    'type of event',
    'kind of activity',
  ],
  artform: ['artform', 'art form', 'discipline', 'genre', 'main artform', 'main art form', 'artforms', 'art forms'],
  place: [
    'place',
    'venue',
    'location',
    'where',
    'venue name',
    'site',
    'places',
    'venues',
    'venue location',
    'where held',
  ],
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
    'when',
    'day',
    'event date',
    'activity date',
    'date of event',
    'date of activity',
    'date from',
    'from date',
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
    'date to',
    'to date',
    'finish',
    'finish date',
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
    'audience nos',
    'audience no',
    'audience figure',
    'audience figures',
    'audience size',
    'attendance numbers',
    'attendance figures',
    'total attendance',
    'total people',
    'total visitors',
    'headcount',
    'head count',
    'people attending',
    'number attending',
    'number of people',
    'number of attendees',
    'number of participants',
    'no of people',
    'no of attendees',
    'no of participants',
    'how many',
    'how many people',
    'how many came',
    'no attending',
    'numbers attending',
    'attended',
    'actual attendance',
    'people reached',
  ],
  method: [
    'method',
    'how counted',
    'counted or estimated',
    'collection method',
    'method of collection',
    'actual or estimate',
    'basis',
    'actual est',
    'actual estimate',
    'actual estimated',
    'counted estimated',
    'count or estimate',
    'estimate or actual',
    'estimated or actual',
    'estimate or count',
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
    'box office number',
    'box office no',
    'event number',
    'event no',
  ],
  notes: ['notes', 'note', 'comments', 'comment', 'internal notes', 'remarks', 'any comments', 'other information'],
};

export interface ImportColumn {
  readonly header: string;
  /** Null: of no use here, and left unread. */
  readonly field: ActivityImportField | null;
}

/** What people know a column by: its name, or its place where it has none. */
export const nameOfColumn = (columns: readonly ImportColumn[], at: number): string =>
  columns[at]?.header || `column ${at + 1}`;

/** The column that is a field, by its name; the field's own where no column is it. */
export function nameOfField(columns: readonly ImportColumn[], field: ActivityImportField): string {
  const at = columns.findIndex((one) => one.field === field);
  return at < 0 ? (FIELD_NAMES[field][0] ?? field) : nameOfColumn(columns, at);
}

const normal = (header: string): string =>
  plain(header)
    .replaceAll(/\([^)]*\)/g, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Of several columns for the same the first counts; a plainer name wins over a less plain one. */
export function readColumns(headers: readonly string[]): ImportColumn[] {
  const names = headers.map(normal);
  const taken = new Map<number, ActivityImportField>();
  for (const [field, known] of Object.entries(FIELD_NAMES) as [ActivityImportField, readonly string[]][]) {
    for (const name of known) {
      const at = names.findIndex((one, index) => one === name && !taken.has(index));
      if (at < 0) continue;
      taken.set(at, field);
      break;
    }
  }
  return headers.map((header, at) => ({ header, field: taken.get(at) ?? null }));
}
