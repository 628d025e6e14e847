import type { Output, ReportDefinition } from '@illuminate/contract';
import { formatWall, zoneOf } from '@illuminate/model';
import { EVERYTHING } from '../access/reach.ts';
import { appendAudit } from '../audit/append.ts';
import { allConnections } from '../connections/list-connections.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema.ts';
import { invalidInput, notPossibleNow } from '../refusal.ts';
import { StoreError } from '../warehouse/errors.ts';
import type { Store } from '../warehouse/store-types.ts';
import { availabilityFor, leastOf } from './availability.ts';
import { cellOf } from './cells.ts';
import { type CompiledColumn, compileReport, type Statement } from './compile/compile-report.ts';
import { dataAsOf } from './data-as-of.ts';
import { guardStatement } from './guard-statement.ts';
import { sourcesOfId } from './registry/sources.ts';
import { sayCriteria, sayWarnings } from './say-criteria.ts';
import { settingOf } from './setting-of.ts';

/** Longer than this nobody waits, and others wait for their turn. */
const MOST_MS = 60_000;

export interface RunReport {
  readonly organisation: Organisation;
  readonly definition: ReportDefinition;
  /** Of rows shown; how many there are is counted beside. */
  readonly limit: number;
  /** Why columns that tell of single bookers are wanted. */
  readonly reason: string | null;
  readonly actor: string;
}

/** Compiles a report, looks the statements over, and runs them on the organisation's store. @throws Refusal invalid-input */
export async function runReport(
  deps: Pick<Context, 'db' | 'clock' | 'connectors' | 'warehouse'>,
  { organisation, definition, limit, reason, actor }: RunReport,
): Promise<Output<'runReport'>> {
  const { currency } = organisation;
  const compiled = compileReport(definition, settingOf(organisation, deps.clock.now()));
  const { columns, dataset } = compiled;
  await explainPersonal(deps, { organisation, columns, reason, actor });
  const connections = await allConnections(deps, { ...EVERYTHING, within: organisation.id });
  const availabilityOf = availabilityFor(deps.connectors, connections);
  const cells = (rows: readonly Record<string, unknown>[], of: readonly CompiledColumn[]) =>
    rows.map((row) => of.map(({ type }, index) => cellOf(row[`c${index}`], type, currency)));
  const afterKeys = columns.filter(({ kind }) => kind !== 'key');
  const answer = await deps.warehouse.withStore(organisation.id, (store) =>
    inTime(store, async () => {
      const run = async ({ sql, parameters }: Statement): Promise<Record<string, unknown>[]> => {
        await guardStatement(store, sql);
        return store.query(sql, parameters);
      };
      const [counted] = await run(compiled.count);
      const rows = await run({
        ...compiled.statement,
        sql: `SELECT * FROM (${compiled.statement.sql}) LIMIT ${limit + 1}`,
      });
      const total = compiled.total === null ? null : ((await run(compiled.total))[0] ?? null);
      const subtotals = [];
      for (const [index, statement] of compiled.subtotals.entries()) {
        const keys = columns.slice(0, index + 1);
        subtotals.push({ keys: index + 1, rows: cells(await run(statement), [...keys, ...afterKeys]) });
      }
      const known = definition.type === 'analysis' ? await knownSince(store, organisation.zone) : [];
      return { count: Number(counted?.c0 ?? 0), rows, total, subtotals, known };
    }),
  );
  return {
    organisation: organisation.slug,
    zone: organisation.zone,
    currency,
    asOf: dataAsOf(connections),
    grain: dataset.grain,
    sentence: sayCriteria(definition),
    warnings: [...sayWarnings(definition), ...answer.known],
    matching: answer.count,
    columns: columns.map((column) => ({
      ...column,
      availability: leastOf(sourcesOfId(column.of ?? '').map(availabilityOf)),
    })),
    rows: cells(answer.rows.slice(0, limit), columns),
    isCut: answer.rows.length > limit,
    total: answer.total === null ? null : (cells([answer.total], afterKeys)[0] ?? null),
    subtotals: answer.subtotals,
  };
}

/** Before the first reading a box office shows what stands, and hides what was returned: since then both are known. */
async function knownSince(store: Store, zone: string): Promise<string[]> {
  const [row] = await store.query('SELECT min(recorded_at) AS first FROM ticket_movements');
  if (typeof row?.first !== 'number') return [];
  const day = formatWall(zoneOf(zone).toWall(row.first)).slice(0, 10);
  return [
    `Returns are known since ${day}: what was returned before that is not here. “Recorded” is our clock, “Happened” the box office’s.`,
  ];
}

interface Explained {
  readonly organisation: Organisation;
  readonly columns: readonly CompiledColumn[];
  readonly reason: string | null;
  readonly actor: string;
}

/** Who looks at single bookers says why, and that is kept. */
async function explainPersonal(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { organisation, columns, reason, actor }: Explained,
): Promise<void> {
  const personal = columns.filter((column) => column.personal !== 'none').map(({ label }) => label);
  if (personal.length === 0) return;
  if (reason === null) {
    const message = `say why: ${personal.join(', ')} ${personal.length === 1 ? 'tells' : 'tell'} of single bookers`;
    throw invalidInput([{ path: 'body.reason', message }]);
  }
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: clock.now(),
      actor,
      action: 'report.personal-columns',
      subject: organisation.id,
      organisationId: organisation.id,
      details: { columns: personal, reason },
    }),
  );
}

/** @throws Refusal not-possible-now for what takes longer than anybody waits */
async function inTime<T>(store: Store, work: () => Promise<T>): Promise<T> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    store.interrupt();
  }, MOST_MS);
  try {
    return await work();
  } catch (err) {
    if (!isLate || !(err instanceof StoreError)) throw err;
    throw notPossibleNow(
      `The report took longer than ${MOST_MS / 1_000} seconds and was ended.`,
      'Ask for a shorter time, or for fewer groups.',
    );
  } finally {
    clearTimeout(timer);
  }
}
