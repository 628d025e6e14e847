import { mix, pick, unit } from '../../random.ts';
import type { Catalogue } from '../../sales/catalogue.ts';
import { openZone } from '../../zone.ts';
import { venueNumber } from '../ids.ts';
import { addShow, emptyCatalogue, layout } from './add-show.ts';
import { describe } from './describe.ts';
import { COMEDIES, CONCERTS, FILMS, HOSTILE_NAMES, PLAYS } from './titles.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The furthest that a feed looks ahead. */
const AHEAD = 300 * DAY;

interface GeneratedSize {
  readonly seed: number;
  readonly block: number;
  readonly venues: number;
  /** Upcoming shows, and their performances in all. */
  readonly shows: number;
  readonly performances: number;
  readonly orders: number;
  /** Years of past shows, forty a year. */
  readonly years: number;
  /** UTC ms at which the history ends. */
  readonly opened: number;
}

/** Shows of any number: past ones over the years, then the upcoming ones, all on sale or soon to be. */
export function generatedCatalogue(size: GeneratedSize): Catalogue {
  const { seed, block, opened } = size;
  const past = Math.round(size.years * 40);
  // Capacity follows the orders asked for, so that no seat is sold twice whatever their number.
  const spread = past * 3 + Math.max(1, size.performances);
  const capacity = Math.max(120, Math.ceil((size.orders * 2.6 * 4) / spread));
  const count = Math.max(1, size.venues);
  const venues = Array.from({ length: count }, (_, nth) => ({
    integer: venueNumber(block, nth + 1),
    name: nth === 1 ? 'Stiwdio “Y Bont” & Bar' : `Generated Venue ${nth + 1}`,
    address: '',
  }));
  const plans = venues.map((_, nth) => layout(`House ${nth + 1} (${capacity})`, nth, capacity, nth % 2 ? null : 24));
  const catalogue = emptyCatalogue(venues, plans);
  const now = openZone('Europe/Dublin').toWall(opened);
  const today = now - (now % DAY);
  for (let index = 0; index < past + size.shows; index += 1) {
    const upcoming = index - past;
    const share = (from: number): number => Math.floor((from * size.performances) / Math.max(1, size.shows));
    const nights = upcoming < 0 ? 3 : share(upcoming + 1) - share(upcoming);
    const first =
      upcoming < 0
        ? today - Math.ceil(((past - index) * size.years * 365) / past + 4) * DAY
        : today + Math.floor(1 + (upcoming * AHEAD) / DAY / Math.max(1, size.shows)) * DAY;
    const title = pick(pick([PLAYS, CONCERTS, COMEDIES, FILMS], mix(seed, index, 261)), mix(seed, index, 262));
    addShow(catalogue, block, {
      name: index % 9 === 4 ? pick(HOSTILE_NAMES, Math.floor(index / 9)) : `${title.name} (${index + 1})`,
      genre: title.genre,
      description: describe(seed, index, title),
      durationMinutes: 60 + (mix(seed, index, 263) % 90),
      plan: index % count,
      basePrice: 800 + (mix(seed, index, 264) % 40) * 50,
      // One show in twelve is listed but not on sale yet.
      onSaleWall:
        upcoming > 0 && upcoming % 12 === 0
          ? Math.min(today + 3 * DAY, first - DAY) + 10 * HOUR
          : Math.min(first - (30 + (mix(seed, index, 265) % 60)) * DAY, today - 20 * DAY),
      announcedDaysBefore: 30,
      performances: Array.from({ length: nights }, (_, night) => ({
        wall: first + night * DAY + 20 * HOUR,
        demand: 0.3 + 0.5 * unit(seed, index, 266, night),
      })),
    });
  }
  return catalogue;
}
