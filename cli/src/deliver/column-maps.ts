import { readFile } from 'node:fs/promises';
import { type ColumnMap, columnMapSchema, type PartForm } from '@illuminate/delivery';
import { UsageError } from '../errors.ts';
import type { Source } from './find-batches.ts';

/** Column maps by what is in the files that they are for. */
export type ColumnMaps = ReadonlyMap<PartForm['kind'], ColumnMap>;

async function readMap(path: string): Promise<ColumnMap> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (err) {
    const { code } = err as NodeJS.ErrnoException;
    throw new UsageError(code === undefined ? `${path} is not JSON.` : `${path} cannot be read (${code}).`);
  }
  const { data, error } = columnMapSchema.safeParse(value);
  if (data !== undefined) return data;
  const wrong = error.issues.map(({ path: place, message }) => `${place.join('.')}: ${message}`);
  throw new UsageError(`${path} is no column map: ${wrong.join('; ')}`);
}

/** @throws UsageError if one is no column map, or two are for the same */
export async function readColumnMaps(paths: readonly string[]): Promise<ColumnMaps> {
  const maps = new Map<PartForm['kind'], ColumnMap>();
  for (const path of paths) {
    const map = await readMap(path);
    if (maps.has(map.records)) throw new UsageError(`Two column maps are for ${map.records}.`);
    maps.set(map.records, map);
  }
  return maps;
}

/** Data files for which there is a map are read through it. */
export function withMaps(source: Source, maps: ColumnMaps): Source {
  if (source.kind === 'prepared') return source;
  const files = source.files.map((file) => {
    const isMapped = maps.get(file.form.kind)?.file.type === file.form.format;
    return isMapped ? { ...file, form: { ...file.form, layout: 'mapped' as const } } : file;
  });
  return { ...source, files };
}
