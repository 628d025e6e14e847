import type { ReportTemplate, ReportType } from '@illuminate/contract';
import { aboutDeed, type CriteriaDeed, doToCriteria } from '../criteria/criteria-deeds.ts';
import { type CriteriaDraft, EMPTY_CRITERIA, type Item } from '../criteria/criteria-draft.ts';
import type { ReportFields } from '../criteria/rules.ts';
import { emptyOutput, type OutputDraft, outputForType, templateAfter } from '../output/output-draft.ts';
import { begin, type History, redo, step, undo } from './history.ts';

export interface Info {
  readonly type: ReportType;
  readonly name: string;
  readonly description: string;
  /** Empty lies in none. */
  readonly folder: string;
  readonly visibility: 'own' | 'organisation';
  readonly isReadOnly: boolean;
}

/** Where the criteria belong: to the report, or to a set that other reports may use too. */
export type CriteriaOwner =
  /** Criteria of this report. With a name they become a set of their own when the report is saved. */
  { readonly kind: 'own'; readonly name: string } | { readonly kind: 'set'; readonly id: string };

/** A report while it is put together. */
export interface Draft {
  readonly info: Info;
  readonly owner: CriteriaOwner;
  readonly criteria: CriteriaDraft;
  readonly output: OutputDraft;
  readonly template: ReportTemplate;
}

export const EMPTY_DRAFT: Draft = {
  info: { type: 'sales', name: '', description: '', folder: '', visibility: 'organisation', isReadOnly: false },
  owner: { kind: 'own', name: '' },
  criteria: EMPTY_CRITERIA,
  output: emptyOutput,
  template: { kind: 'table' },
};

export type BuilderAction =
  | { readonly act: 'info'; readonly change: Partial<Omit<Info, 'type'>> }
  | { readonly act: 'type'; readonly type: ReportType; readonly fields: ReportFields }
  | { readonly act: 'owner'; readonly owner: CriteriaOwner; readonly criteria?: CriteriaDraft }
  | { readonly act: 'criteria'; readonly deed: CriteriaDeed }
  | { readonly act: 'output'; readonly output: OutputDraft }
  | { readonly act: 'template'; readonly template: ReportTemplate }
  | { readonly act: 'begin'; readonly draft: Draft }
  | { readonly act: 'undo' }
  | { readonly act: 'redo' };

/** Every change of a report that is put together; each can be taken back. */
export function reduceBuilder(history: History<Draft>, action: BuilderAction): History<Draft> {
  const { present: draft } = history;
  switch (action.act) {
    case 'begin':
      return begin(action.draft);
    case 'undo':
      return undo(history);
    case 'redo':
      return redo(history);
    case 'info':
      return step(
        history,
        { ...draft, info: { ...draft.info, ...action.change } },
        `info ${Object.keys(action.change).join()}`,
      );
    case 'type':
      return action.type === draft.info.type ? history : step(history, ofType(draft, action.type, action.fields));
    case 'owner':
      return step(
        history,
        { ...draft, owner: action.owner, criteria: action.criteria ?? draft.criteria },
        action.owner.kind === 'own' && action.criteria === undefined ? 'owner' : null,
      );
    case 'criteria': {
      const criteria = doToCriteria(draft.criteria, action.deed);
      return criteria === draft.criteria ? history : step(history, { ...draft, criteria }, aboutDeed(action.deed));
    }
    case 'output':
      return action.output === draft.output
        ? history
        : step(history, {
            ...draft,
            output: action.output,
            // A chart stays with its columns.
            template: templateAfter(draft.output, action.output, draft.template),
          });
    case 'template':
      return step(history, { ...draft, template: action.template });
  }
}

/** The same report of rows of another kind: what those rows have not is left behind. */
function ofType(draft: Draft, type: ReportType, fields: ReportFields): Draft {
  const output = outputForType(draft.output, fields, type);
  return {
    info: { ...draft.info, type },
    owner: { kind: 'own', name: draft.owner.kind === 'own' ? draft.owner.name : '' },
    criteria: keptIn(draft.criteria, fields, type),
    output,
    template: templateAfter(draft.output, output, draft.template),
  };
}

function keptIn(criteria: CriteriaDraft, fields: ReportFields, type: ReportType): CriteriaDraft {
  const known = new Set(fields.types.find(({ id }) => id === type)?.fields ?? []);
  const keep = (group: CriteriaDraft['root']): CriteriaDraft['root'] => ({
    ...group,
    items: group.items.flatMap((item): Item[] => {
      if (item.kind === 'rule') return known.has(item.field) ? [item] : [];
      // What two kinds of rows share is another question for each.
      if (item.kind === 'has') return [];
      const kept = keep(item);
      return kept.items.length === 0 ? [] : [kept];
    }),
  });
  return { ...criteria, root: keep(criteria.root) };
}
