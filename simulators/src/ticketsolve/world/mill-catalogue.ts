import { mix, pick, unit } from '../../random.ts';
import type { Catalogue } from '../../sales/catalogue.ts';
import { venueNumber } from '../ids.ts';
import { addShow, emptyCatalogue, layout, type PlannedPerformance } from './add-show.ts';
import { describe } from './describe.ts';
import { COMEDIES, CONCERTS, FILMS, PANTOMIMES, PLAYS } from './titles.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Monday 12 July 2021: the first week played, so that sales begin in July. */
const FIRST_WEEK = Date.UTC(2021, 6, 12);
const FIRST_SALE = Date.UTC(2021, 6, 1, 10);
const THEATRE = 0;
const STUDIO = 1;
/** Enough for years of live sales. */
const AT_HOME = 2;
const AT_HOME_CAPACITY = 100_000;

/**
 * The programme of Mill Arts Centre until a wall time: weekends in the theatre, films and small things in the studio, a
 * pantomime. Each week depends on the seed and its own number only, so planning further changes nothing planned before.
 */
export function millCatalogue(seed: number, block: number, untilWall: number): Catalogue {
  const venues = [
    { integer: venueNumber(block, 1), name: 'Mill Arts Centre', address: '' },
    { integer: venueNumber(block, 2), name: 'The Granary Studio', address: '' },
  ];
  const plans = [
    layout('Theatre (225)', 0, 225, 15),
    layout('Studio (68)', 1, 68, null),
    layout('Mill at Home', 0, AT_HOME_CAPACITY, null),
  ];
  const catalogue = emptyCatalogue(venues, plans);
  const house: House = { catalogue, seed, block };
  addAtHome(house);
  addClockNights(house);
  let pantomimeUntil = 0;
  for (let week = FIRST_WEEK, index = 0; week < untilWall; week += WEEK, index += 1) {
    const date = new Date(week);
    const isPantomime = date.getUTCMonth() === 11 && week >= pantomimeUntil;
    if (isPantomime) {
      addPantomime(house, week);
      pantomimeUntil = Date.UTC(date.getUTCFullYear() + 1, 0, 9);
    } else if (week >= pantomimeUntil && (date.getUTCMonth() !== 7 || index < 6)) addWeekend(house, week, index);
    addStudioWeek(house, week, index);
  }
  return catalogue;
}

interface House {
  readonly catalogue: Catalogue;
  readonly seed: number;
  readonly block: number;
}

function addWeekend({ catalogue, seed, block }: House, week: number, index: number): void {
  if (unit(seed, index, 201) < 0.12) return;
  const kind = unit(seed, index, 202);
  const title = pick(kind < 0.45 ? PLAYS : kind < 0.8 ? CONCERTS : COMEDIES, mix(seed, index, 203));
  const demand = 0.3 + 0.55 * unit(seed, index, 204);
  const saturday = week + 5 * DAY;
  const performances: PlannedPerformance[] = [];
  if (kind < 0.45) {
    performances.push({ wall: saturday - DAY + 20 * HOUR, demand: demand * 0.8 });
    if (unit(seed, index, 205) < 0.4) performances.push({ wall: saturday + 14.5 * HOUR, demand: demand * 0.6 });
  }
  const cancelled = unit(seed, index, 206) < 0.04;
  performances.push({
    wall: saturday + 20 * HOUR,
    demand,
    ...(cancelled ? { cancelledDaysBefore: 3 + (mix(seed, index, 207) % 15) } : {}),
  });
  const lead = (8 + (mix(seed, index, 208) % 30)) * WEEK;
  addShow(catalogue, block, {
    ...title,
    description: describe(seed, index, title),
    durationMinutes: 75 + (mix(seed, index, 209) % 70),
    plan: THEATRE,
    basePrice: 1600 + (mix(seed, index, 210) % 13) * 100,
    onSaleWall: Math.max(FIRST_SALE, week - lead + 10 * HOUR),
    announcedDaysBefore: 5 + (mix(seed, index, 211) % 10),
    performances,
  });
}

/** A film twice on Wednesday or once on Thursday, and now and then a talk or a session on Sunday. */
function addStudioWeek({ catalogue, seed, block }: House, week: number, index: number): void {
  const film = pick(FILMS, mix(seed, index, 221));
  const demand = 0.35 + 0.6 * unit(seed, index, 222);
  const twice = unit(seed, index, 223) < 0.6;
  const day = week + (twice ? 2 : 3) * DAY;
  const evening = { wall: day + 19.5 * HOUR, demand };
  addShow(catalogue, block, {
    ...film,
    description: describe(seed, index + 10_000, film),
    durationMinutes: 84 + (mix(seed, index, 224) % 60),
    plan: STUDIO,
    basePrice: 900,
    onSaleWall: Math.max(FIRST_SALE, week - 5 * WEEK + 9 * HOUR),
    // Longer than a week, so that some film is always listed before it is on sale.
    announcedDaysBefore: 9,
    performances: twice ? [{ wall: day + 14.5 * HOUR, demand: demand * 0.7 }, evening] : [evening],
  });
  if (unit(seed, index, 225) >= 0.3) return;
  const session = pick(CONCERTS, mix(seed, index, 226));
  addShow(catalogue, block, {
    ...session,
    name: `Sunday Session: ${session.name}`,
    description: describe(seed, index + 20_000, session),
    durationMinutes: 90,
    plan: STUDIO,
    basePrice: unit(seed, index, 227) < 0.2 ? 0 : 1200,
    onSaleWall: Math.max(FIRST_SALE, week - 9 * WEEK + 10 * HOUR),
    announcedDaysBefore: 7,
    performances: [{ wall: week + 6 * DAY + 16 * HOUR, demand: 0.25 + 0.5 * unit(seed, index, 228) }],
  });
}

/** From the first week of December into January: on sale for more than ten months before. */
function addPantomime({ catalogue, seed, block }: House, week: number): void {
  const year = new Date(week).getUTCFullYear();
  const performances: PlannedPerformance[] = [];
  for (let date = week + 3 * DAY; date <= Date.UTC(year + 1, 0, 4); date += DAY) {
    const weekday = new Date(date).getUTCDay();
    const monthDay = new Date(date).toISOString().slice(5, 10);
    if (weekday === 1 || weekday === 2 || monthDay === '12-25' || monthDay === '01-01') continue;
    const demand = 0.45 + 0.4 * unit(seed, date / DAY, 231);
    if (weekday === 0 || weekday === 6) performances.push({ wall: date + 14 * HOUR, demand });
    performances.push({ wall: date + 18.5 * HOUR, demand: demand * 0.9 });
  }
  const title = { name: pick(PANTOMIMES, year), genre: 'Panto' };
  addShow(catalogue, block, {
    ...title,
    description: describe(seed, year, title),
    durationMinutes: 130,
    plan: THEATRE,
    basePrice: 2200,
    onSaleWall: Math.max(FIRST_SALE, Date.UTC(year, 0, 20, 10)),
    announcedDaysBefore: 14,
    performances,
  });
}

/** A film to watch at home, on the last days of each month: live sales would fill a house of two hundred within days. */
function addAtHome({ catalogue, seed, block }: House): void {
  for (let year = 2022; year < 2045; year += 1) {
    const title = { name: `Mill at Home ${year}`, genre: 'film' };
    addShow(catalogue, block, {
      ...title,
      description: describe(seed, year + 30_000, title),
      durationMinutes: 90,
      plan: AT_HOME,
      basePrice: 800,
      onSaleWall: Date.UTC(year - 1, 11, 1, 9),
      announcedDaysBefore: 3,
      performances: Array.from({ length: 12 }, (_, month) => ({
        wall: Date.UTC(year, month, 28, 21),
        demand: 30 / AT_HOME_CAPACITY,
      })),
    });
  }
}

/**
 * The weekends on which the clocks change, every year, announced nine months before: one of them is always in the feed, with
 * IST on one side of the change and GMT on the other, and in October one wall time twice.
 */
function addClockNights({ catalogue, seed, block }: House): void {
  const title = { name: 'All Night at the Mill: The Clocks Change', genre: 'Music' };
  for (const change of catalogue.zone.transitions) {
    if (change < Date.UTC(2021, 9, 1) || change > Date.UTC(2044, 0, 1)) continue;
    const instants = [change - 6 * HOUR, change - HOUR / 2, change + HOUR / 2, change + 18 * HOUR];
    addShow(catalogue, block, {
      ...title,
      description: describe(seed, change / DAY, title),
      durationMinutes: 45,
      plan: STUDIO,
      basePrice: 1000,
      onSaleWall: Math.max(FIRST_SALE, change - 38 * WEEK),
      announcedDaysBefore: 7,
      performances: instants.map((utc) => ({ utc, demand: 0.3 })),
    });
  }
}
