import { rm } from 'node:fs/promises';
import { EXCEL_MOST } from '@illuminate/contract';
import { EVERYTHING } from '../../access/reach.ts';
import { nameOfActor } from '../../audit/say-actor.ts';
import { allConnections } from '../../connections/list-connections.ts';
import type { Context } from '../../context.ts';
import { newExportFile } from '../../warehouse/exports-folder.ts';
import type { CompiledReport } from '../compile/compile-report.ts';
import type { Running } from '../runs/report-runs.ts';
import { sayCurrencies } from '../say-currencies.ts';
import { aboutReport } from './about-report.ts';
import { fileOfReport, type ReportFile, type SheetOf } from './file-of-report.ts';
import {
  type ExportAsked,
  hasTotalRow,
  type MeasuredExport,
  measureExport,
  type SourceOfExport,
  sourceOfExport,
} from './prepare-export.ts';
import { readGrowingFile } from './read-growing-file.ts';
import { totalRowSql } from './xlsx/sheet-cells.ts';
import { sheetCells, widthsOf } from './xlsx/sheet-columns.ts';

export type MakeFileDeps = Pick<Context, 'db' | 'clock' | 'connectors' | 'warehouse' | 'reportRuns'>;

export interface MakeFile {
  readonly asked: ExportAsked;
  readonly compiled: CompiledReport;
  /** A name that no other file has. */
  readonly name: string;
  /** As it was found a little while ago, when the format could hold it. */
  readonly measured: MeasuredExport | null;
  /** Aborted when whoever reads it is gone. */
  readonly signal: AbortSignal;
}

/**
 * The bytes of a file. The store writes rows into a file of its own, as fast as it can, and is given back; from there they are sent
 * no faster than they are taken. Whoever stops reading ends the statement, and nothing stays on the disk.
 */
export async function* makeFile(
  deps: MakeFileDeps,
  { asked, compiled, name, measured, signal }: MakeFile,
): AsyncGenerator<Buffer> {
  const { reportRuns, warehouse } = deps;
  const { organisation, of, format, reason, principal, actor } = asked;
  const file = await newExportFile(warehouse.folders, organisation.id, name);
  const leaving = new AbortController();
  const planned = promised<ReportFile>();
  let run: string | null = null;
  const request = {
    ...{ organisation, format, reason, principal, actor, of: of.which, definition: of.definition },
    ...{ purpose: 'export' as const, signal: AbortSignal.any([signal, leaving.signal]) },
  };
  const writing = reportRuns.run(request, (running) => {
    run = running.id;
    return writeRows(deps, { asked, compiled, measured, file, running, planned: planned.resolve });
  });
  writing.catch(planned.reject);
  let isWhole = false;
  try {
    const { wrap } = await planned.promise;
    yield* wrap(readGrowingFile(file, writing));
    isWhole = true;
  } finally {
    leaving.abort();
    await writing.catch(() => undefined);
    await rm(file, { force: true });
    if (!isWhole && run !== null) await reportRuns.brokenOff(run);
  }
}

interface WriteRows extends Pick<MakeFile, 'asked' | 'compiled' | 'measured'> {
  readonly file: string;
  readonly running: Running;
  planned(file: ReportFile): void;
}

async function writeRows(deps: MakeFileDeps, writing: WriteRows): Promise<void> {
  const { asked, compiled, file, running, planned } = writing;
  const found = await sourceOfExport(asked, compiled, running.query);
  const sheet = asked.format === 'xlsx' ? await describedSheet(deps, writing, found) : null;
  const { definition } = asked.of;
  const { currency } = compiled;
  const lastWords = found.heldBack;
  const { format, hasBom } = asked;
  const report = fileOfReport({ format, definition, columns: compiled.columns, currency, hasBom, lastWords, sheet });
  planned(report);
  const { sql, parameters } = found.source;
  const rows = await running.copyRows({ sql: report.rowsOf(sql), parameters, form: report.form, file });
  running.wrote(rows);
  if (asked.format === 'xlsx' && rows >= EXCEL_MOST.rows) throw new RangeError('a sheet outgrew Excel meanwhile');
}

/** What a workbook has beside the rows: how wide its columns are, totals, and the sheet that tells of the report. */
async function describedSheet(
  deps: MakeFileDeps,
  { asked, compiled, measured, running }: WriteRows,
  found: SourceOfExport,
): Promise<SheetOf> {
  const { organisation, of, audience, reason, actor } = asked;
  const { lengths } = measured ?? (await measureExport(asked, compiled, found, running.query));
  const cells = sheetCells(of.definition, compiled.columns);
  const ofMoney = await sayCurrencies({
    ...{ definition: of.definition, compiled, own: organisation.currency },
    query: (sql) => running.query({ sql, parameters: [] }),
  });
  const about = aboutReport({
    ...of,
    ...{ organisation, compiled, audience, reason },
    connections: await allConnections(deps, { ...EVERYTHING, within: organisation.id }),
    notes: [...(found.heldBack === null ? [] : [found.heldBack]), ...ofMoney],
    madeBy: nameOfActor(actor),
    madeAt: deps.clock.now(),
  });
  const widths = widthsOf(compiled.columns, cells, lengths, compiled.currency);
  const keys = cells.filter(({ isKey }) => isKey).length;
  const row = totalRowSql(keys, cells.slice(keys), compiled.currency);
  const total =
    compiled.total !== null && hasTotalRow(asked, compiled)
      ? await running.query({ ...compiled.total, sql: `SELECT ${row} AS line FROM (${compiled.total.sql})` })
      : [];
  return { about, widths, total: (total[0]?.line as string | undefined) ?? null };
}

/** A promise from outside: this one comes from within the work that goes on beside it. */
function promised<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (err: unknown) => void = () => undefined;
  const promise = new Promise<T>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return { promise, resolve, reject };
}
