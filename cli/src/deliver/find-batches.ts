import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PartForm } from '@illuminate/delivery';
import { UsageError } from '../errors.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** A file of records without a manifest: its name says what it is. */
export interface DataFile {
  readonly name: string;
  readonly path: string;
  readonly form: PartForm;
}

/** A folder with one batch: with its manifest, or with data files of which batches are still to be made. */
export type Source =
  | { readonly kind: 'prepared'; readonly folder: string; readonly name: string }
  | { readonly kind: 'data'; readonly folder: string; readonly name: string; readonly files: readonly DataFile[] };

export const MANIFEST_FILE = 'manifest.json';

const byName = new Intl.Collator('en', { numeric: true });
const DATA_FILE = /\.(ndjson|jsonl|csv|xlsx)(\.gz)?$/i;

const FORMATS: Record<string, PartForm['format']> = { csv: 'csv', xlsx: 'xlsx' };

function toDataFile(folder: string, name: string): DataFile | null {
  const match = DATA_FILE.exec(name);
  if (match === null) return null;
  return {
    name,
    path: join(folder, name),
    form: {
      kind: /^performances/i.test(name) ? 'performances' : 'orders',
      format: FORMATS[match[1]?.toLowerCase() ?? ''] ?? 'ndjson',
      encoding: match[2] === undefined ? 'none' : 'gzip',
    },
  };
}

async function namesIn(folder: string): Promise<{ files: string[]; folders: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((err: NodeJS.ErrnoException) => {
    throw new UsageError(whyUnreadable(folder, 'folder', err));
  });
  const shown = entries.filter(({ name }) => !name.startsWith('.'));
  const sorted = (isIt: (entry: (typeof shown)[number]) => boolean) =>
    shown
      .filter(isIt)
      .map(({ name }) => name)
      .toSorted(byName.compare);
  return { files: sorted((entry) => entry.isFile()), folders: sorted((entry) => entry.isDirectory()) };
}

async function sourceIn(folder: string, files: readonly string[]): Promise<Source | null> {
  const name = basename(folder);
  if (files.includes(MANIFEST_FILE)) return { kind: 'prepared', folder, name };
  const data = files.flatMap((file) => toDataFile(folder, file) ?? []);
  return data.length === 0 ? null : { kind: 'data', folder, name, files: data };
}

/**
 * The batches of a folder: itself, or else those of its subfolders in the order of their names. Names that begin with a dot are passed over.
 * @throws UsageError if there is none
 */
export async function findBatches(folder: string): Promise<Source[]> {
  const { files, folders } = await namesIn(folder);
  const own = await sourceIn(folder, files);
  if (own !== null) return [own];
  const below = await Promise.all(
    folders.map(async (name) => sourceIn(join(folder, name), (await namesIn(join(folder, name))).files)),
  );
  const sources = below.filter((source) => source !== null);
  if (sources.length > 0) return sources;
  throw new UsageError(
    `${folder} has neither a ${MANIFEST_FILE} nor data files (.ndjson, .jsonl, .csv or .xlsx, each perhaps with .gz), nor has a folder in it.`,
  );
}

/** The file of each part: the one whose name begins with part-1, part-2, …; how many zeros are before the number is all the same. */
export async function partFiles(folder: string): Promise<Map<number, string[]>> {
  const { files } = await namesIn(folder);
  const found = new Map<number, string[]>();
  for (const name of files) {
    const number = Number(/^part-0*(\d{1,3})(?!\d)/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) continue;
    found.set(number, [...(found.get(number) ?? []), join(folder, name)]);
  }
  return found;
}
