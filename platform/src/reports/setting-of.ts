import { zoneOf } from '@illuminate/model';
import type { Organisation } from '../control/schema/organisations.ts';
import type { Setting } from './compile/statement.ts';

const DAY_MS = 86_400_000;
/** April, as everywhere in the public sector of the United Kingdom. */
const FINANCIAL_YEAR_START = 4;

/** What "today" and a day are for an organisation. */
export function settingOf({ zone, currency }: Pick<Organisation, 'zone' | 'currency'>, now: Date): Setting {
  const wall = zoneOf(zone).toWall(now.getTime());
  return { zone, currency, today: wall - (wall % DAY_MS), financialYearStart: FINANCIAL_YEAR_START };
}
