import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const DUMPS_FOLDER = 'dumps';
const NAME = /^control-(\d{4})-(\d{2})-(\d{2})T(\d{2})(\d{2})(\d{2})\.(\d{3})Z\.ndjson\.gz$/;

/** Sorts by time: control-2026-11-24T104500.123Z.ndjson.gz (colons can't be in names on Windows). */
export function dumpName(at: Date): string {
  return `control-${at.toISOString().replaceAll(':', '')}.ndjson.gz`;
}

export function dumpTime(name: string): Date | undefined {
  const parts = NAME.exec(name);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, ms] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
}

/** Oldest first. */
export function dumpNames(dataFolder: string): string[] {
  const folder = join(dataFolder, DUMPS_FOLDER);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => dumpTime(name))
        .sort()
    : [];
}

export function newestDump(dataFolder: string): string | undefined {
  const name = dumpNames(dataFolder).at(-1);
  return name === undefined ? undefined : join(dataFolder, DUMPS_FOLDER, name);
}

/**
 * The names to delete: of 24 that are kept the newest 8 are any, and the rest one an hour, so that a busy minute
 * of changes can't push a day's history out.
 */
export function dumpsToDrop(names: string[]): string[] {
  const newestFirst = [...names].sort().reverse();
  const hours = new Set<string>();
  const kept = newestFirst.filter((name, position) => {
    const hour = name.slice(0, 'control-2026-11-24T10'.length);
    const isFirstOfHour = !hours.has(hour);
    hours.add(hour);
    return position < 8 || isFirstOfHour;
  });
  const keep = new Set(kept.slice(0, 24));
  return names.filter((name) => !keep.has(name));
}
