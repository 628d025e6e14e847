import type { Organisation, ReportType } from '@illuminate/contract';
import { createContext, useContext } from 'react';
import type { CriteriaDeed } from './criteria-deeds.ts';
import type { CriteriaDraft } from './criteria-draft.ts';
import type { ReportField, ReportFields } from './rules.ts';

/** What every part of the editor of criteria needs. */
export interface CriteriaEditing {
  readonly organisation: Organisation;
  readonly fields: ReportFields;
  readonly byId: ReadonlyMap<string, ReportField>;
  readonly type: ReportType;
  readonly criteria: CriteriaDraft;
  readonly onDeed: (deed: CriteriaDeed) => void;
}

export const CriteriaContext = createContext<CriteriaEditing | null>(null);

export function useCriteria(): CriteriaEditing {
  const editing = useContext(CriteriaContext);
  if (editing === null) throw new Error('Criteria are edited within a CriteriaEditor.');
  return editing;
}
