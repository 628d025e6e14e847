import type { SavedReport } from '@illuminate/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { api } from '../../api/client.ts';
import { paths } from '../../paths.ts';
import { criteriaOf } from '../criteria/criteria-draft.ts';
import { completeIn, type ReportFields } from '../criteria/rules.ts';
import type { BuilderAction, Draft } from './draft.ts';
import { savedOf } from './report-of-draft.ts';

interface UseSave {
  readonly organisation: string;
  readonly fields: ReportFields;
  readonly saved: SavedReport | null;
  readonly onAct: (action: BuilderAction) => void;
}

/** Saves a draft and opens what came of it. Criteria with a name become a set first, which the report then uses. */
export function useSave({ organisation, fields, saved, onAct }: UseSave) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isDone = useRef(false);
  const save = useMutation({
    mutationFn: async (draft: Draft) => {
      const { owner } = draft;
      let set = owner.kind === 'set' ? owner.id : null;
      if (owner.kind === 'own' && owner.name.trim() !== '') {
        const made = await api.call('createCriteriaSet', {
          params: { organisation },
          body: {
            type: draft.info.type,
            name: owner.name.trim(),
            criteria: criteriaOf(draft.criteria, completeIn(fields)),
          },
        });
        set = made.id;
        // Whatever becomes of the report, the set is there: a second try uses it.
        onAct({ act: 'owner', owner: { kind: 'set', id: made.id } });
      }
      const body = savedOf(draft, fields, set);
      return saved === null
        ? api.call('createReport', { params: { organisation }, body: { ...body, type: draft.info.type } })
        : api.call('changeReport', {
            params: { organisation, report: saved.id },
            body: { ...body, version: saved.version },
          });
    },
    onSuccess: async (report) => {
      isDone.current = true;
      queries.setQueryData(['report', organisation, report.id], report);
      await Promise.all(
        ['reports', 'criteria-sets', 'criteria-set'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      );
      await navigate({ to: paths.report, params: { report: report.id }, search: { organisation } });
    },
  });
  return {
    start: (draft: Draft) => save.mutate(draft),
    isPending: save.isPending,
    /** Whether it is saved as it stands, so that leaving loses nothing. */
    isDone: () => isDone.current,
    error: save.error,
  };
}
