import type { Input, ReportDefinition, SavedReport } from '@illuminate/contract';
import { criteriaOf, draftOfCriteria } from '../criteria/criteria-draft.ts';
import { completeIn, type ReportFields, type Unasked } from '../criteria/rules.ts';
import { draftOf, outputOf } from '../output/output-draft.ts';
import type { Draft } from './draft.ts';
import { usualColumns } from './usual-columns.ts';

/** What a draft asks now. Without columns it shows what is usually looked at, so that there is something to see. */
export function definitionOf(draft: Draft, fields: ReportFields): ReportDefinition {
  const { type } = draft.info;
  return {
    v: 1,
    type,
    criteria: criteriaOf(draft.criteria, completeIn(fields)),
    output: outputOf(draft.output) ?? {
      mode: 'rows',
      columns: usualColumns(fields, type).map((field) => ({ field })),
      sort: [],
    },
  };
}

/** A saved report, to be changed. */
export function draftOfReport(report: SavedReport): Draft {
  const { type, name, description, folder, visibility, isReadOnly, criteria, definition } = report;
  return {
    info: { type, name, description, folder: folder ?? '', visibility, isReadOnly },
    owner: 'own' in criteria ? { kind: 'own', name: '' } : { kind: 'set', id: criteria.criteriaSet },
    criteria: draftOfCriteria(definition.criteria),
    output: draftOf(report.output),
    template: report.template,
  };
}

/** What is saved of a draft, once its criteria are where they belong. */
export function savedOf(draft: Draft, fields: ReportFields, criteriaSet: string | null) {
  const { name, description, folder, visibility, isReadOnly } = draft.info;
  const output = outputOf(draft.output);
  if (output === null) throw new Error('A report is saved once it has a column.');
  return {
    name: name.trim(),
    description: description.trim(),
    folder: folder.trim() === '' ? null : folder.trim(),
    visibility,
    isReadOnly,
    criteria: criteriaSet === null ? { own: criteriaOf(draft.criteria, completeIn(fields)) } : { criteriaSet },
    output,
    template: draft.template,
  } satisfies Omit<NonNullable<Input<'createReport'>['body']>, 'type'>;
}

/** What a draft lacks before it can be saved: the step where it is, and what it is. */
export type Lack = {
  readonly step: 'info' | 'criteria' | 'output';
  readonly lacks: 'name' | 'value' | 'wrong' | 'column';
};

export function lacksOf(draft: Draft, { missing, wrong }: Unasked): Lack[] {
  return [
    ...(draft.info.name.trim() === '' ? [{ step: 'info', lacks: 'name' } as const] : []),
    ...(wrong > 0 ? [{ step: 'criteria', lacks: 'wrong' } as const] : []),
    ...(missing > 0 ? [{ step: 'criteria', lacks: 'value' } as const] : []),
    ...(outputOf(draft.output) === null ? [{ step: 'output', lacks: 'column' } as const] : []),
  ];
}
