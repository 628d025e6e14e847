import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ColumnMap } from '@illuminate/delivery';
import type { Source } from './find-batches.ts';

/** What was made of the data files of a folder, so that a run that was cut short goes on with the very same batches. */
export interface Plan {
  readonly version: 1;
  /** Of what it was made: while this is the same, so is what would be made of it. */
  readonly madeOf: MadeOf;
  /** Folders of the batches, beside the plan, in order. */
  readonly batches: readonly string[];
  /** When the last of them was loaded; null until then. */
  readonly loadedAt: string | null;
}

export interface MadeOf {
  readonly url: string;
  readonly connection: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly personalFields: readonly string[];
  readonly currency: string | null;
  /** Column maps through which it was read. */
  readonly columns: readonly ColumnMap[];
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly changed: number }[];
}

/** Where the plan and its batches are: beside the data. */
export const planFolder = (source: Source): string => join(source.folder, '.illuminate');
const planFile = (source: Source): string => join(planFolder(source), 'plan.json');

export async function describeFiles(source: Source & { readonly kind: 'data' }): Promise<MadeOf['files']> {
  return Promise.all(
    source.files.map(async ({ name, path }) => {
      const { size, mtimeMs } = await stat(path);
      return { name, bytes: size, changed: mtimeMs };
    }),
  );
}

export const isSame = (one: MadeOf, other: MadeOf): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The plan of a folder; null if there is none, or none of this version. */
export async function readPlan(source: Source): Promise<Plan | null> {
  try {
    const plan = JSON.parse(await readFile(planFile(source), 'utf8')) as Plan;
    return plan.version === 1 ? plan : null;
  } catch (err) {
    if (err instanceof SyntaxError || (err as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw err;
  }
}

/** Renamed into place: a plan is there whole, or not at all. */
export async function writePlan(source: Source, plan: Plan): Promise<void> {
  await mkdir(planFolder(source), { recursive: true, mode: 0o700 });
  await writeFile(`${planFile(source)}.new`, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 });
  await rename(`${planFile(source)}.new`, planFile(source));
}

/** Removes the plan with its batches: nothing of them is needed again. */
export const forgetPlan = (source: Source): Promise<void> => rm(planFolder(source), { recursive: true, force: true });

/** Keeps that it is done, and removes the batches. */
export async function endPlan(source: Source, plan: Plan, now: number): Promise<void> {
  await writePlan(source, { ...plan, loadedAt: new Date(now).toISOString() });
  for (const id of plan.batches) await rm(join(planFolder(source), id), { recursive: true, force: true });
}
