import { notAllowedTo } from '../access/admit.ts';
import type { Context } from '../context.ts';
import type { Exports } from '../reports/exports/exports.ts';
import type { ExportAsked } from '../reports/exports/prepare-export.ts';
import { findReadyReport } from '../reports/run-ready-report.ts';
import { definitionOf, findReport } from '../reports/saved/find-report.ts';
import { buildsReports } from '../reports/saved/rights.ts';
import type { Call, Handlers } from './call.ts';

export function exportHandlers(deps: Pick<Context, 'db'>, exports: Exports): Pick<Handlers, 'prepareExport'> {
  return {
    prepareExport: async ({ body, signal, ...caller }) => exports.prepare(await askedOf(deps, caller, body), signal),
  };
}

export type Caller = Pick<Call<'prepareExport'>, 'organisation' | 'principal' | 'actor'>;
type Body = Call<'prepareExport'>['body'];
export type Wanted = Pick<Body, 'of' | 'format'> & Partial<Body>;

/** What is asked for, from a call. @throws Refusal for a report that is not there, or not the caller's to put together */
export async function askedOf({ db }: Pick<Context, 'db'>, caller: Caller, wanted: Wanted): Promise<ExportAsked> {
  const { format, audience = 'inside', reason = null, bom = false } = wanted;
  const { organisation, principal, actor } = caller;
  const asked = { organisation, principal, actor, format, audience, reason, hasBom: bom };
  if ('ready' in wanted.of) {
    const { id, name, description, definition } = findReadyReport(wanted.of.ready);
    return { ...asked, of: { which: { kind: 'ready', id, name }, name, description, definition } };
  }
  if ('report' in wanted.of) {
    const row = await findReport(db, { ...caller, report: wanted.of.report });
    const { id, name, description } = row;
    const definition = await definitionOf(db, organisation, row);
    return { ...asked, of: { which: { kind: 'saved', id, name }, name, description, definition } };
  }
  if (!buildsReports(principal, organisation)) {
    throw notAllowedTo(
      'A report that was put together just now is for insights administrators.',
      'Take a report that is ready, or one that was saved.',
    );
  }
  const { definition, name = 'Report' } = wanted.of;
  return { ...asked, of: { which: null, name, description: null, definition } };
}
