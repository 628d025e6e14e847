import type { Catalogue, Plan, Venue } from '../../sales/catalogue.ts';
import { openZone } from '../../zone.ts';
import { sharded } from '../ids.ts';
import { planWeeks } from './demo-programme.ts';
import { emptyCatalogue, type PlannedPerformance, planEvent } from './plan-season.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Enough for a month of live sales. */
const ONLINE_CAPACITY = 100_000;

/**
 * Riverside Theatre. The four events of the guide's report are its whole 2022: the theatre was closed for
 * refurbishment between them, so that a report over 2022 shows exactly those four. Its other events lie before and after.
 */
export function riversideCatalogue(seed: number, untilWall: number): Catalogue {
  const venues: Venue[] = [
    { integer: sharded(2), name: 'Riverside Theatre', address: '1 Wharf Lane, Riverside, RV1 2MK' },
    { integer: sharded(4), name: 'The Boathouse', address: 'Wharf Lane, Riverside' },
  ];
  const plans: Plan[] = [
    plan(20, 'Main House', 0, true, 300, 20),
    plan(21, 'The Boathouse (unreserved)', 1, false, 90, 10),
    plan(28, 'Online', 0, false, ONLINE_CAPACITY, 10),
  ];
  const catalogue = emptyCatalogue(openZone('Europe/London'), venues, plans);
  addGoldenEvents(catalogue);
  addOddNights(catalogue, 103);
  addOnlineYears(catalogue, 'Riverside at Home');
  planWeeks(
    catalogue,
    {
      seed,
      firstSequence: 12,
      sequenceFrom2023: 130,
      mainPlan: 0,
      studioPlan: 1,
      demandFactor: 0.75,
      plays: (wall) => new Date(wall).getUTCFullYear() !== 2022,
    },
    untilWall,
  );
  return catalogue;
}

/** Harbour Playhouse: a house with areas that plays all year. */
export function harbourCatalogue(seed: number, untilWall: number): Catalogue {
  const venues: Venue[] = [
    { integer: sharded(4), name: 'Harbour Playhouse', address: 'Quayside, Harbour Town HT4 5KV' },
    { integer: sharded(5), name: 'Neuadd y Dref / Town Hall', address: '' },
  ];
  const stalls = { integer: sharded(25), name: 'Stalls', capacity: 180 };
  const circle = { integer: sharded(26), name: 'Circle', capacity: 100 };
  const plans: Plan[] = [
    { ...plan(24, 'Auditorium', 0, true, 280, 18), areas: [stalls, circle] },
    plan(27, 'Town Hall floor', 1, false, 110, 10),
    plan(28, 'Online', 0, false, ONLINE_CAPACITY, 10),
  ];
  const catalogue = emptyCatalogue(openZone('Europe/London'), venues, plans);
  addOddNights(catalogue, 130);
  addOnlineYears(catalogue, 'Harbour on Demand');
  planWeeks(
    catalogue,
    {
      seed: seed + 17,
      firstSequence: 12,
      sequenceFrom2023: 140,
      mainPlan: 0,
      studioPlan: 1,
      demandFactor: 0.7,
      plays: () => true,
    },
    untilWall,
  );
  return catalogue;
}

function plan(sequence: number, name: string, venue: number, reserved: boolean, capacity: number, row: number): Plan {
  return { integer: sharded(sequence), name, venue, reserved, capacity, seatsPerRow: row, areas: [] };
}

/** Performances at these times on every day from one to another, Mondays left out. */
function daily(from: number, to: number, evening: number, matinee: number, demand: number): PlannedPerformance[] {
  const all: PlannedPerformance[] = [];
  for (let date = from; date <= to; date += DAY) {
    const weekday = new Date(date).getUTCDay();
    if (weekday === 1 && date !== from && date !== to) continue;
    if ((weekday === 3 || weekday === 6) && date !== from)
      all.push({ wall: date + matinee * HOUR, demand: demand * 0.8 });
    all.push({ wall: date + evening * HOUR, demand });
  }
  return all;
}

/** The four rows of the guide's report, with their exact integer ids and first and last performances. */
function addGoldenEvents(catalogue: Catalogue): void {
  const calendarGirls = daily(Date.UTC(2022, 0, 9), Date.UTC(2022, 0, 29), 19, 14.5, 0.45);
  // Cancelled ones on either side: first and last count only performances that are not cancelled.
  calendarGirls.unshift({ wall: Date.UTC(2022, 0, 8, 19), demand: 0.3, cancelledDaysBefore: 5 });
  calendarGirls.push({ wall: Date.UTC(2022, 0, 30, 14, 30), demand: 0.25, cancelledDaysBefore: 9 });
  planEvent(catalogue, 46, {
    ...{ integer: 4607, name: 'Calendar Girls', genre: 'Comedy', durationMinutes: 140, plan: 0, basePence: 2600 },
    onSaleWall: Date.UTC(2021, 6, 5, 10),
    performances: calendarGirls,
  });
  const macbeth = daily(Date.UTC(2022, 2, 11), Date.UTC(2022, 2, 15), 19.5, 14.5, 0.55);
  macbeth.unshift(
    { wall: Date.UTC(2022, 2, 10, 14, 30), demand: 0.6 },
    { wall: Date.UTC(2022, 2, 10, 19, 30), demand: 0.5 },
  );
  planEvent(catalogue, 66, {
    ...{ integer: 6608, name: 'Macbeth', genre: 'Drama', durationMinutes: 155, plan: 0, basePence: 2200 },
    onSaleWall: Date.UTC(2021, 6, 12, 10),
    performances: macbeth,
  });
  planEvent(catalogue, 102, {
    ...{ integer: 10207, name: 'Peter Pan', genre: 'Family', durationMinutes: 125, plan: 0, basePence: 2400 },
    onSaleWall: Date.UTC(2021, 6, 19, 10),
    performances: daily(Date.UTC(2022, 4, 11), Date.UTC(2022, 4, 31), 19, 14, 0.45),
  });
  const puss = daily(Date.UTC(2022, 11, 1), Date.UTC(2022, 11, 30), 19.5, 14.5, 0.6).filter(
    (each) => new Date(each.wall ?? 0).getUTCDate() !== 25,
  );
  puss.push({ wall: Date.UTC(2022, 11, 31, 12), demand: 0.7 });
  planEvent(catalogue, 126, {
    ...{ integer: 12607, name: 'Puss in Boots', genre: 'Pantomime', durationMinutes: 130, plan: 0, basePence: 2400 },
    onSaleWall: Date.UTC(2021, 10, 26, 10),
    performances: puss,
  });
}

/**
 * A film to watch at home, twelve a year from 2023 on: live sales of a few orders a minute would fill a house of three
 * hundred within days. All years are planned at once, so that later ones never move the indexes of other events.
 */
function addOnlineYears(catalogue: Catalogue, name: string): void {
  for (let year = 2023; year < 2045; year += 1) {
    planEvent(catalogue, 3_000 + year, {
      ...{ name: `${name} ${year}`, genre: 'Film', durationMinutes: 95, plan: 2, basePence: 900 },
      onSaleWall: Date.UTC(year - 1, 11, 1, 9),
      performances: Array.from({ length: 12 }, (_, month) => ({
        wall: Date.UTC(year, month, 28, 23, 30),
        demand: 40 / ONLINE_CAPACITY,
      })),
    });
  }
}

/** Nights on which clocks change (one wall time twice, told apart by startUtc only), and a leap day. */
function addOddNights(catalogue: Catalogue, sequence: number): void {
  const small = { plan: 1, basePence: 1500, durationMinutes: 60, genre: 'Music' };
  planEvent(catalogue, sequence, {
    ...{ ...small, name: 'All Night Long: The Clocks Go Back' },
    onSaleWall: Date.UTC(2023, 7, 1, 9),
    performances: [
      { utc: Date.UTC(2023, 9, 29, 0, 30), demand: 0.4 },
      { utc: Date.UTC(2023, 9, 29, 1, 30), demand: 0.3 },
    ],
  });
  planEvent(catalogue, sequence + 1, {
    ...{ ...small, name: 'Dawn Raga: The Clocks Go Forward' },
    onSaleWall: Date.UTC(2024, 0, 10, 9),
    performances: [
      { utc: Date.UTC(2024, 2, 31, 0, 30), demand: 0.3 },
      { utc: Date.UTC(2024, 2, 31, 1, 0), demand: 0.3 },
    ],
  });
  planEvent(catalogue, sequence + 2, {
    ...{ ...small, name: 'Leap Day Ceilidh' },
    onSaleWall: Date.UTC(2023, 10, 1, 9),
    performances: [{ wall: Date.UTC(2024, 1, 29, 20), demand: 0.8 }],
  });
}
