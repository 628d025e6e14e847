import { stamp, type Zone } from '../../zone.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-07-30T14:30:00+01:00` of a UTC instant (ms). */
export function isoWithOffset(zone: Zone, utc: number): string {
  const minutes = Math.round((zone.toWall(utc) - utc) / 60_000);
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
  const rest = String(Math.abs(minutes) % 60).padStart(2, '0');
  return `${stamp(zone.toWall(utc))}${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
}

/** `2026-07-30 14:30:00`, wall time. PROVISIONAL: the form in the per-event feed is not recorded [inf]. */
export function localStamp(zone: Zone, utc: number): string {
  return stamp(zone.toWall(utc)).replace('T', ' ');
}

/** The `zone` attribute: IST is Irish Standard Time, in summer, also on accounts in the UK [rec: 107 of 107]. */
export function zoneName(zone: Zone, utc: number): 'IST' | 'GMT' {
  return zone.toWall(utc) === utc ? 'GMT' : 'IST';
}

/** `30 Jul 2026 - 14:30`, as names of performances begin. */
export function nameStamp(zone: Zone, utc: number): string {
  const wall = new Date(zone.toWall(utc));
  const day = String(wall.getUTCDate()).padStart(2, '0');
  return `${day} ${MONTHS[wall.getUTCMonth()]} ${wall.getUTCFullYear()} - ${clock(zone, utc)}`;
}

/** `14:30`. */
export function clock(zone: Zone, utc: number): string {
  return stamp(zone.toWall(utc)).slice(11, 16);
}
