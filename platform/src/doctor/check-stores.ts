import { existsSync, readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { eachOrganisation } from '../organisations/each-organisation.ts';
import { StoreError } from '../warehouse/errors.ts';
import { note, problem, saySpan, warning, well } from './finding.ts';

const COPY_LATE_MS = 30 * 3_600_000;

export interface StoreLook {
  readonly db: Context['db'];
  readonly dataFolder: string;
  readonly clock: Context['clock'];
  /** How many rows the store of an organisation holds, or of orders alone; null if there is no store. @throws StoreError */
  readonly look: (organisationId: string) => Promise<{ readonly rows: number } | null>;
}

/** Whether each organisation's store can be read, and has a copy of the night. */
export async function checkStores(deps: StoreLook): Promise<Finding[]> {
  const findings: Finding[] = [];
  const known = new Set<string>();
  let sound = 0;
  for await (const organisation of eachOrganisation(deps.db)) {
    known.add(organisation.id);
    const found = await checkOne(deps, organisation);
    if (found === null) sound += 1;
    else findings.push(found);
  }
  const about = { check: 'stores', subject: join(deps.dataFolder, 'warehouse') } as const;
  findings.push(...strangers(deps.dataFolder, known));
  return [well(about, `${sound} of ${known.size} stores can be read and have a copy, or need none yet.`), ...findings];
}

async function checkOne(deps: StoreLook, { id, slug }: { id: string; slug: string }): Promise<Finding | null> {
  const about = { check: 'stores', subject: slug } as const;
  try {
    const found = await deps.look(id);
    if (found === null) return null;
  } catch (err) {
    if (!(err instanceof StoreError)) throw err;
    const remedy =
      err.code === 'store-damaged'
        ? `Put its latest copy in its place: npx illuminate stores restore ${slug}.`
        : 'Look in the log under its organisation; other organisations are not affected.';
    return problem(about, `Its store ${id} cannot be read (${err.code}).`, remedy);
  }
  const damage = await deps.db
    .selectFrom('store_damages')
    .select('noticed_at')
    .where('organisation_id', '=', id)
    .executeTakeFirst();
  if (damage !== undefined) {
    const since = damage.noticed_at.toISOString();
    return problem(
      about,
      `Its store ${id} is damaged, noticed ${since}.`,
      `Put its latest copy in its place: npx illuminate stores restore ${slug}.`,
    );
  }
  return checkCopy(deps, id, slug);
}

async function checkCopy({ dataFolder, clock }: StoreLook, id: string, slug: string): Promise<Finding | null> {
  const about = { check: 'stores', subject: slug } as const;
  const written = await timeOf(join(dataFolder, 'warehouse', `${id}.duckdb`));
  const folder = join(dataFolder, 'copies', id);
  const newest = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.duckdb'))
    .sort()
    .at(-1);
  const age = clock.now().getTime() - (written ?? clock.now().getTime());
  if (newest === undefined) {
    return age > COPY_LATE_MS
      ? warning(about, 'Its store has no copy.', `Make one: npx illuminate stores copy ${slug}.`)
      : null;
  }
  const copied = (await timeOf(join(folder, newest))) ?? 0;
  const behind = (written ?? 0) - copied;
  if (behind <= COPY_LATE_MS) return null;
  return warning(
    about,
    `Its newest copy is ${saySpan(behind)} older than the store.`,
    `See why in the log; make one: npx illuminate stores copy ${slug}.`,
  );
}

/** Stores that belong to no organisation here: left by a restore of the control database to before they were added. */
function strangers(dataFolder: string, known: ReadonlySet<string>): Finding[] {
  const folder = join(dataFolder, 'warehouse');
  const names = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.duckdb'));
  return names
    .filter((name) => !known.has(name.slice(0, -'.duckdb'.length)))
    .map((name) =>
      note(
        { check: 'stores', subject: join(folder, name) },
        'This store belongs to no organisation that is known here.',
        'Restore the control database from a later dump, or delete the file.',
      ),
    );
}

function timeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}
