import { formatWall, zoneOf } from '@illuminate/model';

const LONGEST = 60;

/** Under which name the rejected lines of a file are saved: its own, so that it is found beside it, and the day of the check where its people are. */
export function rejectedFileName(fileName: string, checkedAt: Date, zone: string): string {
  const own = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  const day = formatWall(zoneOf(zone).toWall(checkedAt.getTime())).slice(0, 10);
  return `${own === '' ? 'upload' : own}-rejected-${day}.csv`;
}
