import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  checkManifest,
  createTotals,
  DeliveryFault,
  LIMITS,
  type Manifest,
  type PartDescription,
  type Totals,
  totalsFault,
  verifyBytes,
} from '@illuminate/delivery';
import type { ColumnMaps } from './column-maps.ts';
import { createFaultList, type FaultKind, type FaultList } from './fault-list.ts';
import { MANIFEST_FILE, partFiles, type Source } from './find-batches.ts';
import { newTally, type PersonalTally, readRecords } from './read-records.ts';

/** Stands for the organisation's currency where nobody says which that is. */
export const UNKNOWN_CURRENCY = 'XXX';

/** What a check found in one batch, or in the data of which batches are to be made. */
export interface CheckReport {
  readonly name: string;
  /** Null where the manifest cannot be read, or is still to be made. */
  readonly manifest: Manifest | null;
  readonly faults: readonly FaultKind[];
  /** Faults beyond the kinds that are told. */
  readonly faultsBeyond: number;
  readonly notes: readonly string[];
  readonly personal: PersonalTally;
  /** Of each batch. */
  readonly totals: readonly Totals[];
}

export interface CheckOptions {
  readonly currency: string | undefined;
  readonly columnMaps: ColumnMaps;
  readonly onBytes: (bytes: number) => void;
}

/** The manifest of a prepared batch and its faults; a file that is far too big is not read. */
export async function readManifest(folder: string): Promise<ReturnType<typeof checkManifest> & { bytes: Uint8Array }> {
  const path = join(folder, MANIFEST_FILE);
  const { size } = await stat(path);
  const bytes = size > LIMITS.manifestBytes ? new Uint8Array(size) : await readFile(path);
  return { ...checkManifest(bytes), bytes };
}

/**
 * The file of a part.
 * @throws DeliveryFault `part-unreadable` if there is none, or more than one
 */
export function partFile(files: ReadonlyMap<number, readonly string[]>, part: number): string {
  const [path, ...others] = files.get(part) ?? [];
  if (path !== undefined && others.length === 0) return path;
  const what =
    path === undefined
      ? `No file here has a name that begins with part-${part}.`
      : `The names of ${others.length + 1} files begin with part-${part}.`;
  const nextStep = `Put the part beside the manifest, as part-${part}.ndjson.gz for example.`;
  throw new DeliveryFault({ code: 'part-unreadable', what, nextStep, part });
}

async function checkBytes(path: string, description: PartDescription, faults: FaultList): Promise<void> {
  try {
    for await (const _ of verifyBytes(createReadStream(path), description));
  } catch (err) {
    if (!(err instanceof DeliveryFault)) throw err;
    faults.add(err, basename(path));
  }
}

function currencyOf({ totals }: Manifest, given: string | undefined): string {
  const [only, ...others] = Object.keys(totals.amounts);
  return given ?? (only !== undefined && others.length === 0 ? only : UNKNOWN_CURRENCY);
}

export const currencyNotes = (totals: readonly Totals[]): string[] =>
  totals.some(({ amounts }) => amounts[UNKNOWN_CURRENCY] !== undefined)
    ? [`Orders that name no currency are counted as ${UNKNOWN_CURRENCY}. Say the organisation's with --currency.`]
    : [];

/** Reads a prepared batch to its end and says everything that is wrong with it. Asks nobody. */
export async function checkPrepared(
  { folder, name }: Source,
  { currency, columnMaps, onBytes }: CheckOptions,
): Promise<CheckReport> {
  const faults = createFaultList();
  const personal = newTally();
  const notes: string[] = [];
  const { manifest, faults: ofManifest } = await readManifest(folder);
  for (const fault of ofManifest) faults.add(fault, MANIFEST_FILE);
  const totals = createTotals();
  const attempt = (file: string, act: () => void) => {
    try {
      act();
    } catch (err) {
      if (!(err instanceof DeliveryFault)) throw err;
      faults.add(err, file);
    }
  };
  const files = await partFiles(folder);
  let unread = 0;
  for (const description of manifest?.parts ?? []) {
    let path = '';
    attempt(MANIFEST_FILE, () => {
      path = partFile(files, description.part);
    });
    if (manifest === null || path === '') continue;
    await checkBytes(path, description, faults);
    const columnMap = columnMaps.get(description.kind);
    if (description.layout === 'mapped' && columnMap === undefined) {
      unread += 1;
      notes.push(
        `Part ${description.part} has columns of its own, which the connection's column map reads: not checked without --columns.`,
      );
      continue;
    }
    const file = basename(path);
    const records = readRecords({
      path,
      name: file,
      form: description,
      part: description.part,
      personalFields: manifest.personalFields,
      currency: currencyOf(manifest, currency),
      columnMap,
      faults,
      tally: personal,
      onBytes,
    });
    for await (const record of records) attempt(file, () => totals.add(record, description.part));
  }
  const counted = totals.result();
  notes.push(...currencyNotes([counted]));
  if (manifest !== null && unread === 0) {
    if (faults.kinds().length > 0) notes.push('Totals are compared once the rest is right.');
    else {
      for (const difference of totals.differences(manifest.totals, manifest.parts)) {
        faults.add(totalsFault([difference]), MANIFEST_FILE);
      }
    }
  }
  return {
    name,
    manifest,
    faults: faults.kinds(),
    faultsBeyond: faults.beyond(),
    notes,
    personal,
    totals: manifest === null ? [] : [counted],
  };
}
