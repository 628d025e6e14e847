import {
  faultsOfTemplate,
  type ReportCriteria,
  type ReportDefinition,
  type ReportTemplate,
} from '@illuminate/contract';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { invalidInput } from '../../refusal.ts';
import { compileReport } from '../compile/compile-report.ts';
import { withinBody } from '../criteria-sets/check-criteria.ts';
import { criteriaOfSets } from '../criteria-sets/find-criteria-set.ts';
import { settingOf } from '../setting-of.ts';

export interface CheckReport extends Pick<ReportDefinition, 'type' | 'output'> {
  readonly criteria: ReportCriteria;
  readonly template: ReportTemplate;
}

/**
 * Compiles what is about to be saved: what could not be run is not saved.
 * @throws Refusal invalid-input with everything that is wrong, each by its path in the request
 */
export async function checkReport(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  organisation: Organisation,
  { type, criteria, output, template }: CheckReport,
): Promise<ReportDefinition> {
  const definition: ReportDefinition = {
    v: 1,
    type,
    criteria: 'own' in criteria ? criteria.own : await criteriaOfSet(db, organisation, criteria.criteriaSet, type),
    output,
  };
  withinBody(
    () => compileReport(definition, settingOf(organisation, clock.now())),
    (path) => path.replace(/^criteria\b/, 'own' in criteria ? 'criteria.own' : 'criteria.criteriaSet'),
  );
  const faults = faultsOfTemplate(template, output);
  if (faults.length > 0) {
    throw invalidInput(faults.map(({ path, message }) => ({ path: `body.template.${path}`, message })));
  }
  return definition;
}

async function criteriaOfSet(
  db: Context['db'],
  organisation: Organisation,
  id: string,
  type: ReportDefinition['type'],
): Promise<ReportDefinition['criteria']> {
  const set = (await criteriaOfSets(db, organisation, [id])).get(id);
  const path = 'body.criteria.criteriaSet';
  if (set === undefined) throw invalidInput([{ path, message: 'there is no such criteria set' }]);
  if (set.type !== type) {
    throw invalidInput([{ path, message: `“${set.name}” is for another type of report: ${set.type}` }]);
  }
  return set.criteria;
}
