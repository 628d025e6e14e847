import type { EventIdReport, EventIdRow, MatchState } from '@illuminate/contract';
import { formatWall, parseWall } from '@illuminate/model';
import { z } from 'zod';
import { EVERYTHING } from '../access/reach.ts';
import { allConnections } from '../connections/list-connections.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { keyOfEvent, shownId } from '../matching/box-office-events.ts';
import { type EventMatchState, readMatchStates } from '../matching/match-states.ts';
import { invalidInput } from '../refusal.ts';
import { dataAsOf } from './data-as-of.ts';
import { EVENT_IDS_SQL } from './event-ids-sql.ts';
import { noteReport } from './first-report.ts';

export interface RunEventIdReport {
  readonly organisation: Organisation;
  /** Local days, both included. */
  readonly from: string;
  readonly to: string;
  readonly columns: 'standard' | 'all';
}

const STANDARD_COLUMNS = [
  { name: 'eventId', label: 'Event ID' },
  { name: 'eventName', label: 'Event Name' },
  { name: 'firstInstance', label: 'First Instance' },
  { name: 'lastInstance', label: 'Last Instance' },
];
const MORE_COLUMNS = [
  { name: 'apiEventId', label: 'API Event ID' },
  { name: 'venues', label: 'Venues' },
  { name: 'performances', label: 'Performances' },
  { name: 'tickets', label: 'Tickets' },
];
const MATCH_COLUMNS = [
  { name: 'matchedTo', label: 'Matched To' },
  { name: 'match', label: 'Match Status' },
];
const SOURCE_COLUMN = { name: 'source', label: 'Source' };

const MATCH_WORDS = {
  matched: 'Matched',
  suggested: 'Suggested',
  'not-matched': 'Not matched',
  ignored: 'Ignored',
} as const satisfies Record<MatchState, string>;

const NOTES = [
  'First and Last Instance are the first and last of all performances of the event that are not cancelled; the dates only select events with such a performance between them, both days included.',
  'PROVISIONAL: "Instance included in metrics" is not shown by the box office\'s API, so every performance is taken as included.',
];

const UNDATED =
  'Tickets were sold for performances that the box office does not show any more, so that their dates are not known: the First and Last Instance of such an event are those of its other performances, or left empty, and an event without any date is listed whatever the dates.';

const FIGURES =
  'Of some performances only uploaded figures are known: their tickets are those figures, and not counted one by one.';

const DAY_MS = 86_400_000;

const when = (wall: number | null): string => (wall === null ? '' : formatWall(wall));

const row = z.object({
  connection_id: z.string(),
  source_number: z.number().nullable(),
  source_id: z.string(),
  name: z.string(),
  first_instance: z.number().nullable(),
  last_instance: z.number().nullable(),
  venues: z.string().nullable(),
  performances: z.number(),
  undated: z.number(),
  tickets: z.number(),
  figures: z.number(),
  uncounted: z.number(),
});

type Deps = Pick<Context, 'db' | 'clock' | 'connectors' | 'warehouse'>;

/** The report by which people find the Event ID (source document, section 4). */
export async function runEventIdReport(
  deps: Deps,
  { organisation, from, to, columns }: RunEventIdReport,
): Promise<EventIdReport> {
  const [first, last] = [parseWall(from), parseWall(to)];
  if (first === null || last === null) {
    const path = first === null ? 'query.from' : 'query.to';
    throw invalidInput([{ path, message: 'is no day that a performance could be on; write it like 2022-12-31' }]);
  }
  if (last < first) throw invalidInput([{ path: 'query.to', message: 'must not be before `from`' }]);
  const events = z
    .array(row)
    .parse(
      await deps.warehouse.withStore(organisation.id, (store) => store.query(EVENT_IDS_SQL, [first, last + DAY_MS])),
    );
  if (events.length > 0) await noteReport(deps.db, organisation.id, deps.clock.now());
  const connections = await allConnections(deps, { ...EVERYTHING, within: organisation.id });
  const names = new Map(connections.map(({ id, name }) => [id, name]));
  const all = columns === 'all';
  const severalSources = new Set(events.map(({ connection_id }) => connection_id)).size > 1;
  const states = all ? await readMatchStates(deps, organisation) : new Map<string, EventMatchState>();
  const inTwoSources = events.filter(({ uncounted }) => uncounted > 0).length;
  return {
    organisation: organisation.slug,
    zone: organisation.zone,
    from,
    to,
    asOf: dataAsOf(connections),
    columns: all
      ? [...STANDARD_COLUMNS, ...MORE_COLUMNS, ...MATCH_COLUMNS, ...(severalSources ? [SOURCE_COLUMN] : [])]
      : STANDARD_COLUMNS,
    rows: events.map((event): EventIdRow => {
      const standard = {
        eventId: shownId({ number: event.source_number, eventId: event.source_id }) ?? '',
        eventName: event.name,
        firstInstance: when(event.first_instance),
        lastInstance: when(event.last_instance),
      };
      if (!all) return standard;
      const { performances, tickets } = event;
      const source = severalSources ? { source: names.get(event.connection_id) ?? event.connection_id } : {};
      const match = states.get(keyOfEvent({ connectionId: event.connection_id, eventId: event.source_id }));
      return {
        ...standard,
        apiEventId: event.source_id,
        venues: event.venues ?? '',
        performances,
        tickets,
        matchedTo: match?.matchedTo.join(', ') ?? '',
        match: MATCH_WORDS[match?.state ?? 'not-matched'],
        ...source,
      };
    }),
    notes: [
      ...NOTES,
      ...(events.some(({ undated }) => undated > 0) ? [UNDATED] : []),
      ...(all && events.some(({ figures }) => figures > 0) ? [FIGURES] : []),
      ...(inTwoSources === 0 ? [] : [sayTwice(inTwoSources)]),
    ],
  };
}

/** An id is its box office's: both are true, so both are told, and the tickets once. */
function sayTwice(events: number): string {
  const rows = events === 1 ? 'One of these events is' : `${events} of these events are`;
  return `${rows} in a second box office as well, under an Event ID of its own: each ID is right where it comes from. Tickets are counted once, in the source that counts.`;
}
