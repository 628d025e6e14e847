// Reports as files: one that was prepared, or one that `Accept` or `?format=` asks for in place of JSON.
import { EXPORT_TYPES, type ExportFormat, type Operation, type OperationId } from '@illuminate/contract';
import type { Context as HonoContext } from 'hono';
import type { Context } from '../context.ts';
import type { Exports } from '../reports/exports/exports.ts';
import { sendBytes } from './bytes-answer.ts';
import type { Call } from './call.ts';
import type { AnyCall } from './dispatch.ts';
import { askedOf, type Caller, type Wanted } from './export-handlers.ts';

/** Of the formats those that are no JSON of the API's. */
const FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'parquet'];

/** The operations that answer with a report, and what of each call is one. */
const REPORTS: Partial<Record<OperationId, (call: AnyCall) => Omit<Wanted, 'format'>>> = {
  runReadyReport: (call) => ({ of: { ready: (call as Call<'runReadyReport'>).params.report } }),
  runReport: (call) => {
    const { definition, reason } = (call as Call<'runReport'>).body;
    return { of: { definition }, reason };
  },
  runSavedReport: (call) => {
    const { params, body } = call as Call<'runSavedReport'>;
    return { of: { report: params.report }, reason: body.reason };
  },
};

/** The file that a call asks for; null where it asks for something else. */
export async function exportAnswer(
  deps: Pick<Context, 'db' | 'log'>,
  exports: Exports,
  { c, operation, call }: { readonly c: HonoContext; readonly operation: Operation; readonly call: AnyCall },
): Promise<Response | null> {
  if (operation.id === 'downloadExport') {
    const { params, principal, actor, signal } = call as Call<'downloadExport'>;
    return sendBytes(c, await exports.take(params.export, { principal, actor }, signal), deps.log);
  }
  const wanted = REPORTS[operation.id as OperationId];
  const format = wanted === undefined ? null : chosenFormat(c);
  if (wanted === undefined || format === null) return null;
  const asked = await askedOf(deps, call as Caller, { ...wanted(call), format });
  return sendBytes(c, await exports.send(asked, call.signal), deps.log);
}

function chosenFormat(c: HonoContext): ExportFormat | null {
  const wanted = c.req.query('format');
  const accepted = c.req.header('accept') ?? '';
  return (
    FORMATS.find((format) => (wanted === undefined ? accepted.includes(EXPORT_TYPES[format]) : wanted === format)) ??
    null
  );
}
