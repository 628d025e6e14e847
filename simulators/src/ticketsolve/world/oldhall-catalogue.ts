import { mix, pick, unit } from '../../random.ts';
import type { Catalogue } from '../../sales/catalogue.ts';
import { venueNumber } from '../ids.ts';
import { addShow, emptyCatalogue, layout } from './add-show.ts';
import { describe } from './describe.ts';
import { COMEDIES, CONCERTS, PLAYS } from './titles.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** The Old Hall: one venue, one show a week at most, in the schema of 2018. */
export function oldhallCatalogue(seed: number, block: number, untilWall: number): Catalogue {
  const catalogue = emptyCatalogue(
    [{ integer: venueNumber(block, 1), name: 'The Old Hall', address: '' }],
    [layout('Old Hall (110)', 0, 110, null)],
  );
  for (let week = Date.UTC(2021, 6, 12), index = 0; week < untilWall; week += WEEK, index += 1) {
    if (unit(seed, index, 251) < 0.3) continue;
    const title = pick(pick([PLAYS, CONCERTS, COMEDIES], mix(seed, index, 252)), mix(seed, index, 253));
    const friday = week + 4 * DAY + 20 * HOUR;
    const demand = 0.2 + 0.6 * unit(seed, index, 254);
    addShow(catalogue, block, {
      ...title,
      description: describe(seed, index, title),
      durationMinutes: 90,
      plan: 0,
      basePrice: 1400,
      onSaleWall: Math.max(Date.UTC(2021, 6, 1, 10), week - (6 + (mix(seed, index, 255) % 16)) * WEEK + 9 * HOUR),
      announcedDaysBefore: 6,
      performances:
        unit(seed, index, 256) < 0.3
          ? [
              { wall: friday, demand },
              { wall: friday + DAY, demand },
            ]
          : [{ wall: friday, demand }],
    });
  }
  return catalogue;
}
