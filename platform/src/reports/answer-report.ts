import type { Output, ReportDefinition } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { aboutAnswer } from './about-answer.ts';
import type { Asking } from './ask-store.ts';
import { cellOf } from './cells.ts';
import type { CompiledColumn, CompiledReport } from './compile/compile-report.ts';
import { sayCurrencies } from './say-currencies.ts';
import { sayMovements } from './say-movements.ts';

export interface AnswerReport {
  readonly organisation: Organisation;
  readonly definition: ReportDefinition;
  readonly compiled: CompiledReport;
  /** Of rows shown; how many there are is counted beside. */
  readonly limit: number;
  /** Without totals and subtotals, and with nothing in columns that tell of single bookers. */
  readonly isPreview: boolean;
}

/** Asks a compiled report of a store and puts it as the API tells it. `counted` hears how many rows match, as soon as that is known. */
export async function answerReport(
  deps: Pick<Context, 'db' | 'clock' | 'connectors'>,
  { organisation, definition, compiled, limit, isPreview }: AnswerReport,
  { store, query }: Pick<Asking, 'store' | 'query'>,
  counted: (matching: number) => void = () => undefined,
): Promise<Output<'runReport'>> {
  const { columns } = compiled;
  const isWithheld = ({ personal }: CompiledColumn): boolean => isPreview && personal !== 'none';
  const cells = (rows: readonly Record<string, unknown>[], of: readonly CompiledColumn[]) =>
    rows.map((row) =>
      of.map((column, index) => (isWithheld(column) ? null : cellOf(row[`c${index}`], column.type, compiled.currency))),
    );
  const afterKeys = columns.filter(({ kind }) => kind !== 'key');
  const about = await aboutAnswer(deps, { organisation, definition, compiled, isWithheld });
  // Its total says of a report how many rows match; where there is none they are counted.
  const total = compiled.total === null || isPreview ? null : ((await query(compiled.total))[0] ?? null);
  const [count] = total === null ? await query(compiled.count) : [];
  const matching = Number(total?.[`c${afterKeys.length}`] ?? count?.c0 ?? 0);
  counted(matching);
  const { sql, parameters } = compiled.statement;
  const rows = await query({ parameters, sql: `SELECT * FROM (${sql}) LIMIT ${limit + 1}` });
  const subtotals = [];
  for (const [index, statement] of isPreview ? [] : compiled.subtotals.entries()) {
    const keys = columns.slice(0, index + 1);
    subtotals.push({ keys: index + 1, rows: cells(await query(statement), [...keys, ...afterKeys]) });
  }
  const ofMovements = await sayMovements(definition, store, organisation.zone);
  const ofMoney = await sayCurrencies({
    ...{ definition, compiled, own: organisation.currency },
    query: (sql) => store.query(sql),
  });
  return {
    ...about,
    warnings: [...about.warnings, ...ofMovements, ...ofMoney],
    matching,
    rows: cells(rows.slice(0, limit), columns),
    isCut: rows.length > limit,
    total: total === null ? null : (cells([total], afterKeys)[0] ?? null),
    subtotals,
  };
}
