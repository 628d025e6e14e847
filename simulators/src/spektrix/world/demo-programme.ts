import { mix, pick, unit } from '../../random.ts';
import type { Catalogue } from '../../sales/catalogue.ts';
import { type PlannedEvent, type PlannedPerformance, planEvent } from './plan-season.ts';
import { DRAMAS, ONE_NIGHTERS, PANTOMIMES, TOURS } from './titles.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Monday 12 July 2021: the first week played, so that sales begin in July. */
const FIRST_WEEK = Date.UTC(2021, 6, 12);

export interface Programme {
  readonly seed: number;
  /** Sequence of the first event id, and of the first event from 2023 on. */
  readonly firstSequence: number;
  readonly sequenceFrom2023: number;
  readonly mainPlan: number;
  readonly studioPlan: number;
  readonly demandFactor: number;
  /** Whether the house plays at a wall time. */
  readonly plays: (wall: number) => boolean;
}

/**
 * Plans weeks one after another until a wall time. Each week depends on the seed and its own number only, so planning
 * further never changes what was planned before.
 */
export function planWeeks(catalogue: Catalogue, programme: Programme, untilWall: number): void {
  let sequence = programme.firstSequence;
  let busyUntil = 0;
  for (let week = FIRST_WEEK, index = 0; week < untilWall; week += WEEK, index += 1) {
    if (week >= Date.UTC(2023, 0, 1) && sequence < programme.sequenceFrom2023) sequence = programme.sequenceFrom2023;
    const add = (event: PlannedEvent): void => {
      const performances = event.performances.filter((each) => programme.plays(each.wall ?? each.utc ?? 0));
      planEvent(catalogue, sequence, { ...event, performances });
      if (performances.length > 0) sequence += 1;
    };
    const month = new Date(week).getUTCMonth();
    const day = new Date(week).getUTCDate();
    if (week < busyUntil) continue;
    if (month === 11 || (month === 10 && day >= 27)) {
      add(pantomime(programme, week));
      busyUntil = Date.UTC(new Date(week).getUTCFullYear() + 1, 0, 10);
      continue;
    }
    const dark = month === 7 || unit(programme.seed, index, 1) < 0.2;
    if (dark && index > 3) continue;
    const kind = unit(programme.seed, index, 2);
    if (kind < 0.18) add(run(programme, week, index, DRAMAS, 5));
    else if (kind < 0.5) add(run(programme, week, index, TOURS, 3));
    else add(oneNight(programme, week, index, programme.mainPlan));
    if (unit(programme.seed, index, 3) < 0.45) add(oneNight(programme, week, index + 100_000, programme.studioPlan));
  }
}

function onSaleBefore(programme: Programme, wall: number, index: number): number {
  const lead = 12 * WEEK + (mix(programme.seed, index, 4) % 150) * DAY;
  const earliest = Date.UTC(2021, 6, 1, 10) + (mix(programme.seed, index, 5) % 12) * DAY;
  return Math.max(earliest, wall - lead - (wall % DAY) + 10 * HOUR);
}

function run(programme: Programme, week: number, index: number, titles: typeof DRAMAS, nights: number): PlannedEvent {
  const title = pick(titles, mix(programme.seed, index, 6));
  const performances: PlannedPerformance[] = [];
  const demand = programme.demandFactor * (0.35 + 0.5 * unit(programme.seed, index, 7));
  for (let night = 0; night < nights; night += 1) {
    const date = week + (6 - nights + night) * DAY;
    const matinee = night === nights - 1 || (nights === 5 && night === 2);
    if (matinee) performances.push({ wall: date + 14.5 * HOUR, demand: demand * 0.8 });
    const cancelled = unit(programme.seed, index, 8, night) < 0.02;
    performances.push({
      wall: date + 19.5 * HOUR,
      demand: demand * (night >= nights - 2 ? 1.15 : 0.9),
      ...(cancelled ? { cancelledDaysBefore: 2 + (mix(programme.seed, index, 9) % 20) } : {}),
    });
  }
  return {
    name: title.name,
    genre: title.genre,
    durationMinutes: 110 + (mix(programme.seed, index, 10) % 50),
    plan: programme.mainPlan,
    basePence: 1800 + (mix(programme.seed, index, 11) % 20) * 100,
    onSaleWall: onSaleBefore(programme, week, index),
    closed: unit(programme.seed, index, 12) < 0.12,
    performances,
  };
}

function oneNight(programme: Programme, week: number, index: number, plan: number): PlannedEvent {
  const title = pick(ONE_NIGHTERS, mix(programme.seed, index, 6));
  const date = week + (3 + (mix(programme.seed, index, 13) % 3)) * DAY;
  const unsold = unit(programme.seed, index, 14) < 0.04;
  return {
    name: unsold ? 'Open Rehearsal (nothing sold)' : title.name,
    genre: unsold ? 'Talk' : title.genre,
    durationMinutes: 90,
    plan,
    basePence: 1200 + (mix(programme.seed, index, 11) % 16) * 100,
    onSaleWall: onSaleBefore(programme, week, index),
    closed: !unsold && unit(programme.seed, index, 12) < 0.15,
    performances: [
      {
        wall: date + 20 * HOUR,
        demand: unsold ? 0 : programme.demandFactor * (0.3 + 0.6 * unit(programme.seed, index, 7)),
      },
    ],
  };
}

/** From the first week of December to 2 January: Tuesday to Sunday, matinees, an early one for schools. */
function pantomime(programme: Programme, week: number): PlannedEvent {
  const year = new Date(week).getUTCFullYear();
  const performances: PlannedPerformance[] = [];
  for (let date = week + 3 * DAY; date <= Date.UTC(year + 1, 0, 2); date += DAY) {
    const weekday = new Date(date).getUTCDay();
    const monthDay = new Date(date).toISOString().slice(5, 10);
    if (weekday === 1 || monthDay === '12-25' || monthDay === '01-01') continue;
    const demand = programme.demandFactor * (0.5 + 0.35 * unit(programme.seed, date / DAY, 15));
    if (weekday === 0 || weekday === 3 || weekday === 6) performances.push({ wall: date + 14 * HOUR, demand });
    performances.push({ wall: date + (weekday === 0 ? 17.5 : 19) * HOUR, demand: demand * 0.85 });
  }
  return {
    name: pick(PANTOMIMES, year),
    genre: 'Pantomime',
    durationMinutes: 135,
    plan: programme.mainPlan,
    basePence: 2400,
    onSaleWall: Math.max(Date.UTC(2021, 6, 5, 10), Date.UTC(year, 1, 14, 10)),
    performances,
  };
}
