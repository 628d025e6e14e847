// The activity log of the demo's Riverside Theatre, as somebody types it who has other things to do.
import { createHttpClient } from '@illuminate/connector-kit';
import { type ActivityFields, activityFields } from '@illuminate/contract';
import { z } from 'zod';
import { fillIn } from '../activities/fill-in.ts';
import { quarterOf } from '../activities/financial-year.ts';
import { insertActivity } from '../activities/insert-activity.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { settingOf } from '../reports/setting-of.ts';
import { ACTOR } from './demo-provider.ts';

const DAY_MS = 86_400_000;
/** The log begins three quarters before the one that today is in. */
const QUARTERS_BACK_DAYS = 275;
/** What has begun, or does within the fortnight. */
const AHEAD_DAYS = 14;
/** Of so many events one is forgotten, and one is typed without its id. */
const [FORGOTTEN, WITHOUT_ID] = [11, 9];

interface PlayedEvent {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

const truth = z.object({
  performances: z.array(
    z.object({
      event: z.string(),
      eventId: z.number(),
      eventName: z.string(),
      start: z.string(),
      cancelled: z.boolean(),
    }),
  ),
});

/** The forms in which an Event ID ends up in a log: as it is, with what was copied along, out of a link, or the long one. */
const TYPED: readonly ((event: PlayedEvent) => string)[] = [
  ({ number }) => String(number),
  ({ number }) => ` ${number} `,
  ({ number }) => `${number}.`,
  ({ id }) => id,
  ({ number }) => `Event ID: ${number}`,
  ({ number }) => `https://tickets.riverside.example/website/EventDetails.aspx?EventId=${number}`,
  ({ number }) => String(number),
  ({ number }) => number.toLocaleString('en-GB'),
];

/** Titles as they are remembered rather than looked up. */
const SLIPS: readonly ((title: string) => string)[] = [
  (title) => title.replace(/([a-z])([a-z])(?=[a-z]*$)/, '$2$1'),
  (title) => title.replace(/^(?:The|An|A)\s+/, ''),
  (title) => title.toUpperCase(),
];

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Once, with the organisation: its box office is not connected yet, so nothing is matched before permission is given. */
export async function seedActivities(
  context: Context,
  {
    organisation,
    connection,
    client,
    address,
  }: {
    readonly organisation: Organisation;
    readonly connection: Connection;
    readonly client: string;
    readonly address: string;
  },
): Promise<void> {
  const { today, financialYearStart } = settingOf(organisation, context.clock.now());
  const now = new Date(today).toISOString().slice(0, 10);
  const since = quarterOf(later(now, -QUARTERS_BACK_DAYS), financialYearStart).startsOn;
  const events = (await playedEvents(address, client)).filter(
    ({ from }) => since <= from && from <= later(now, AHEAD_DAYS),
  );
  const hire = events.filter(({ name }) => name.includes('Big Band')).at(-2);
  const logged = events.filter((event, at) => event !== hire && at % FORGOTTEN !== FORGOTTEN - 1);
  const activities = [
    ...logged.map((event, at) => (at % WITHOUT_ID === WITHOUT_ID - 1 ? withoutId(event, at) : withId(event, at))),
    ...besides(since, now),
  ];
  const at = context.clock.now();
  await context.db.transaction().execute(async (trx) => {
    for (const activity of activities) {
      const input = activityFields.parse(activity);
      await insertActivity(trx, { organisation, input, origin: 'typed', actor: ACTOR, at });
    }
    if (hire === undefined) return;
    await trx
      .insertInto('event_exclusions')
      .values({
        ...{ id: newId('exc'), organisation_id: organisation.id, connection_id: connection.id, event_id: hire.id },
        ...{ reason: 'hire', note: 'The big band hired the house that night.', deed_id: null },
        ...{ excluded_by: ACTOR, excluded_at: at, ended_deed_id: null, ended_by: null, ended_at: null },
      })
      .execute();
  });
}

const usual = ({ name, from, to }: PlayedEvent): ActivityFields => {
  const { kind, artform } = fillIn(name, []);
  return { title: name, kind, artform, place: 'Riverside Theatre', from, to, method: 'box-office' };
};

const withId = (event: PlayedEvent, at: number): ActivityFields => ({
  ...usual(event),
  eventId: (TYPED[at % TYPED.length] ?? String)(event),
});

/** No id, a slip in the title, and every other time a day too late. */
function withoutId(event: PlayedEvent, at: number): ActivityFields {
  const isLate = at % 2 === 0 && event.from === event.to;
  const day = isLate ? later(event.from, 1) : event.from;
  const slip = SLIPS[at % SLIPS.length] ?? ((title: string) => title);
  return { ...usual(event), title: slip(event.name), from: day, to: isLate ? day : event.to };
}

/** What no box office knows, and two whose event cannot be found: a wrong letter in the id, and a show that was elsewhere. */
function besides(since: string, now: string): ActivityFields[] {
  const inHouse = { place: 'The Boathouse', method: 'counted' } as const;
  return [
    {
      ...inHouse,
      title: 'Weaving the river',
      kind: 'exhibition',
      artform: 'visual-arts',
      from: later(since, 20),
      to: later(since, 62),
      people: 1840,
    },
    {
      ...inHouse,
      title: 'Young company, Saturdays',
      kind: 'workshop',
      artform: 'theatre',
      from: later(since, 100),
      to: later(since, 160),
      people: 46,
    },
    {
      ...{
        title: 'Carnival of lanterns',
        kind: 'festival',
        artform: 'combined-arts',
        place: 'Town quay',
        from: later(since, 190),
      },
      ...{ people: 3500, method: 'estimated', notes: 'Number by the harbour master.' },
    },
    {
      title: 'Rural tour: The Selkie',
      kind: 'performance',
      artform: 'theatre',
      place: 'Village halls',
      from: later(now, -40),
      to: later(now, -33),
      method: 'box-office',
    },
    {
      title: 'Schools matinee',
      kind: 'performance',
      artform: 'theatre',
      place: 'Riverside Theatre',
      from: later(now, -25),
      method: 'box-office',
      eventId: '3O4O3',
    },
  ];
}

/** From the simulator's own door, which no box office has. */
async function playedEvents(address: string, client: string): Promise<PlayedEvent[]> {
  const door = createHttpClient({
    title: 'the simulator',
    baseUrl: `${address}/__simulator/`,
    hostRules: { allowLoopback: true },
    concurrency: 1,
  });
  try {
    const { data } = await door.getJson(`truth?client=${client}`, {
      route: 'truth',
      signal: AbortSignal.timeout(30_000),
    });
    const events = new Map<string, PlayedEvent>();
    for (const { event, eventId, eventName, start, cancelled } of truth.parse(data).performances) {
      const day = start.slice(0, 10);
      const known = events.get(event) ?? { id: event, number: eventId, name: eventName, from: day, to: day };
      if (cancelled) continue;
      events.set(event, { ...known, from: day < known.from ? day : known.from, to: day > known.to ? day : known.to });
    }
    return [...events.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.number - b.number));
  } finally {
    await door.close();
  }
}
