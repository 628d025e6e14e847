import type { ExportAudience, ExportFormat, ReportDefinition } from '@illuminate/contract';
import type { Principal } from '../../access/principal.ts';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { type CompiledReport, compileReport, type Statement } from '../compile/compile-report.ts';
import type { WhichReportRan } from '../runs/report-runs.ts';
import { settingOf } from '../setting-of.ts';
import { lengthsSql, requireFitsExcel } from './excel-limits.ts';
import { guardedRows, requireForOutside, sayHeldBack, statementOfRows } from './guarded-rows.ts';

/** A file that somebody asks for. */
export interface ExportAsked {
  readonly organisation: Organisation;
  readonly of: {
    /** Null for a report that was sent along. */
    readonly which: WhichReportRan | null;
    readonly name: string;
    readonly description: string | null;
    readonly definition: ReportDefinition;
  };
  readonly format: ExportFormat;
  readonly audience: ExportAudience;
  readonly reason: string | null;
  readonly hasBom: boolean;
  readonly principal: Principal;
  readonly actor: string;
}

/** Runs statements on the organisation's store, each looked over first. */
export type Ask = (statement: Statement) => Promise<Record<string, unknown>[]>;

/** Compiled as the file needs it. @throws Refusal that says what is wrong with it, and why it may not leave the house */
export function compileExport(
  { clock }: Pick<Context, 'clock'>,
  { organisation, of, audience }: Pick<ExportAsked, 'organisation' | 'of' | 'audience'>,
): CompiledReport {
  const isGuarded = audience === 'outside';
  const compiled = compileReport(of.definition, settingOf(organisation, clock.now()), { isFile: true, isGuarded });
  if (isGuarded) requireForOutside(of.definition, compiled.columns);
  return compiled;
}

export interface SourceOfExport {
  /** What the file's rows are taken from. */
  readonly source: Statement;
  /** That some are not shown, and why. */
  readonly heldBack: string | null;
}

/** What goes into the file: of a report for outside, what may leave. */
export async function sourceOfExport(
  { of, audience }: ExportAsked,
  compiled: CompiledReport,
  ask: Ask,
): Promise<SourceOfExport> {
  if (audience === 'inside') return { source: compiled.statement, heldBack: null };
  const { rows, heldBack } = await guardedRows(of.definition, compiled, ask);
  return { source: statementOfRows(compiled.columns, rows), heldBack: sayHeldBack(heldBack) };
}

export interface MeasuredExport {
  /** How many the file will have. */
  readonly rows: number;
  /** What `lengthsSql` gives; of a workbook alone. */
  readonly lengths: Readonly<Record<string, unknown>>;
}

/** Totals of what does not leave would tell of it. */
export const hasTotalRow = ({ audience }: Pick<ExportAsked, 'audience'>, { total }: CompiledReport): boolean =>
  audience === 'inside' && total !== null;

/** How many rows the file will have, and whether its format can hold them. @throws Refusal */
export async function measureExport(
  asked: Pick<ExportAsked, 'of' | 'audience' | 'format'>,
  compiled: CompiledReport,
  { source }: SourceOfExport,
  ask: Ask,
): Promise<MeasuredExport> {
  const { of, audience, format } = asked;
  const { columns, count } = compiled;
  if (format === 'xlsx') {
    const [measured = {}] = await ask({ ...source, sql: lengthsSql(columns, source.sql) });
    requireFitsExcel(columns, measured, hasTotalRow(asked, compiled));
    return { rows: Number(measured.n), lengths: measured };
  }
  const isAllThatMatches = of.definition.output.mode === 'rows' && audience === 'inside';
  const [counted] = await ask(
    isAllThatMatches ? count : { ...source, sql: `SELECT count(*) AS c0 FROM (${source.sql})` },
  );
  return { rows: Number(counted?.c0 ?? 0), lengths: {} };
}
