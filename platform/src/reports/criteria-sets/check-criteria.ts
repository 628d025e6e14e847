import type { Group, ReportOutput, ReportType } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { invalidInput, Refusal } from '../../refusal.ts';
import { type CompiledReport, compileReport } from '../compile/compile-report.ts';
import { settingOf } from '../setting-of.ts';

const COUNT: ReportOutput = {
  mode: 'grouped',
  keys: [],
  measures: [],
  showCount: true,
  subtotals: false,
  sort: [],
};

/** Criteria alone: how many rows match. @throws Refusal invalid-input with the path of each fault within `criteria` */
export function compileCriteriaAlone(
  { clock }: Pick<Context, 'clock'>,
  organisation: Organisation,
  asked: { readonly type: ReportType; readonly criteria: Group },
): CompiledReport {
  return compileReport({ v: 1, ...asked, output: COUNT }, settingOf(organisation, clock.now()));
}

/** Puts where it stood in a request before the path of each fault. @throws Refusal */
export function withinBody<T>(compile: () => T, placeOf: (path: string) => string = (path) => path): T {
  try {
    return compile();
  } catch (err) {
    if (!(err instanceof Refusal) || err.parts.fields === undefined) throw err;
    throw invalidInput(err.parts.fields.map(({ path, message }) => ({ path: `body.${placeOf(path)}`, message })));
  }
}
