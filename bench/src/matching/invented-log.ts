// A box office's programme and the log that tired people keep of it, invented. It knows nothing of how they are matched.
import { inventFestivals } from './invented-festivals.ts';

export interface InventedEvent {
  readonly key: string;
  readonly name: string;
  readonly venues: readonly string[];
  /** Days since 1970. */
  readonly from: number;
  readonly to: number;
}

export interface InventedActivity {
  readonly id: string;
  readonly title: string;
  readonly place: string | null;
  readonly from: number;
  readonly to: number;
}

export interface InventedLog {
  readonly events: readonly InventedEvent[];
  readonly activities: readonly InventedActivity[];
  /** `ACTIVITY KEY`: what belongs together. */
  readonly truth: ReadonlySet<string>;
}

const FIRST_DAY = 19_448;
const DAYS = 1_095;

const FIRST =
  'Silent Golden Broken Little Last Winter Crimson Hidden Wild Distant Northern Velvet Burning Paper Hollow Bright Lonely Secret Iron Summer Midnight Ancient Curious Gentle Salt'.split(
    ' ',
  );
const SECOND =
  'Garden River Orchard Harbour Lantern Mirror Kingdom Sparrow Station Voyage Letters Tower Waltz Forest Sisters Clockmaker Tide Carnival Shepherd Balcony Parade Island Engine Fiddler Ghosts'.split(
    ' ',
  );
const TAILS = [
  'of Dreams',
  'in Wales',
  'by the Sea',
  'for Children',
  'of Cork',
  'at Dusk',
  'and the Moon',
  'after Dark',
];
const STANDING = [
  'Comedy Club',
  'Folk Night',
  'Jazz at Noon',
  'Film Club',
  'Poetry Slam',
  'Tea Dance',
  'Open Mic',
  'Café Concert',
];
const SUBTITLES = [
  'a new musical',
  'the concert',
  'relaxed performance',
  'with live orchestra',
  'on tour',
  'a ghost story',
];
const VENUES: readonly (readonly [name: string, ...others: string[]])[] = [
  ['Main House', 'Main Hse', 'The Main House', 'Main House, Riverside', 'Big theatre'],
  ['Studio', 'The Studio', 'Studio Theatre', 'Upstairs'],
  ['Neuadd y Dref', 'Town Hall', 'Neuadd y dref / Town Hall'],
  ['St Mary’s Church', 'St. Marys', 'St Marys Church', 'the church'],
  ['Guildhall', 'The Guildhall', 'Guild Hall', 'Old Guildhall'],
  ['Corn Exchange', 'The Corn Exchange', 'Corn Exch.', 'Exchange'],
];

/** The same numbers for the same seed, on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many events, most of them logged, some twice, some not at all; and activities of which the box office knows nothing. */
export function inventLog({ events: count, seed }: { readonly events: number; readonly seed: number }): InventedLog {
  const random = seeded(seed);
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const venueOf = (): (typeof VENUES)[number] => pick(VENUES);

  const events: InventedEvent[] = [];
  const activities: InventedActivity[] = [];
  const truth = new Set<string>();

  const titleOf = (): string => {
    if (chance(0.3)) return pick(STANDING);
    const title = `${chance(0.4) ? 'The ' : ''}${pick(FIRST)} ${pick(SECOND)}`;
    if (chance(0.3)) return `${title} ${pick(TAILS)}`;
    if (chance(0.15)) return `${title}: ${pick(SUBTITLES)}`;
    return chance(0.05) ? `${title} ${chance(0.5) ? 'Part 1' : 'Part 2'}` : title;
  };
  const add = (name: string, venue: string, from: number, to: number): InventedEvent => {
    const event = { key: `event-${events.length}`, name, venues: [venue], from, to };
    events.push(event);
    return event;
  };
  const log = (title: string, place: string | null, from: number, to: number): InventedActivity => {
    const activity = { id: `activity-${activities.length}`, title, place, from, to };
    activities.push(activity);
    return activity;
  };

  const typo = (text: string): string => {
    const at = 1 + Math.floor(random() * Math.max(1, text.length - 2));
    const kind = random();
    if (kind < 0.35) return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
    if (kind < 0.7) return text.slice(0, at) + text.slice(at + 1);
    return text.slice(0, at) + pick([...'aeiorstln']) + text.slice(at);
  };
  const asTyped = (name: string): string => {
    let title = name;
    if (chance(0.15)) title = title.replace(/[:,]?\s+\S+$/, '') || title;
    if (chance(0.2)) title = title.replace(/^The\s/, '');
    if (chance(0.1))
      title = `${title} ${pick(['(matinee)', '- on tour', '2 nights', ': the show'])}`.replace('2 nights', 'evening');
    if (chance(0.3)) title = typo(title);
    if (chance(0.1)) title = title.toUpperCase();
    if (chance(0.3)) title = title.normalize('NFD').replaceAll(/\p{M}/gu, '');
    return chance(0.1) ? title.replaceAll(' and ', ' & ') : title;
  };
  const placeAsTyped = (venue: (typeof VENUES)[number]): string | null =>
    chance(0.2) ? null : chance(0.4) ? pick(venue) : chance(0.05) ? venueOf()[0] : venue[0];

  while (events.length < count) {
    const name = titleOf();
    const venue = venueOf();
    const from = FIRST_DAY + Math.floor(random() * DAYS);
    const to = from + (chance(0.6) ? 0 : Math.floor(random() * random() * 28));
    const event = add(name, venue[0], from, to);
    if (chance(0.12)) continue;
    const slip = chance(0.1) ? (chance(0.5) ? 1 : -1) : 0;
    const [first, last] = [from + slip, chance(0.5) ? to + slip : to];
    const activity = log(asTyped(name), placeAsTyped(venue), Math.min(first, last), Math.max(first, last));
    truth.add(`${activity.id} ${event.key}`);
    if (chance(0.03) && events.length < count) {
      // A co-production: the same show elsewhere within the same days, one activity.
      const other = add(name, venueOf()[0], from, to);
      truth.add(`${activity.id} ${other.key}`);
    }
  }
  for (let extra = 0; extra < count * 0.1; extra += 1) {
    // Things that no box office sold: some titled as something that was on in another year.
    const from = FIRST_DAY + Math.floor(random() * DAYS);
    const title = chance(0.4) ? pick(events).name : `${pick(['Workshop', 'Open day', 'Exhibition'])}: ${pick(SECOND)}`;
    log(asTyped(title), placeAsTyped(venueOf()), from, from);
  }
  inventFestivals({
    ...{ count: Math.ceil(count / 100), firstDay: FIRST_DAY, days: DAYS, random },
    ...{ addEvent: add, addActivity: log },
    belong: (activity, event) => truth.add(`${activity.id} ${event.key}`),
  });
  return { events, activities, truth };
}
