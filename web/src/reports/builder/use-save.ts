import type { SavedReport } from '@illuminate/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, problemOf } from '../../api/client.ts';
import { paths } from '../../paths.ts';
import { useOnce } from '../../ui/use-once.ts';
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

/** As a report of its own, or over the version that is saved, once that was seen. */
type How = { readonly as: 'new' } | { readonly as: 'change'; readonly report: string; readonly version: number };

const LONGEST_NAME = 120;

/** Saves a draft and opens what came of it. Criteria with a name become a set first, which the report then uses. */
export function useSave({ organisation, fields, saved, onAct }: UseSave) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isDone = useRef(false);
  const once = useOnce();
  // What somebody else saved since the report was opened.
  const [theirs, setTheirs] = useState<SavedReport | null>(null);
  const save = useMutation({
    mutationFn: async ({ draft, how }: { draft: Draft; how: How }) => {
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
      return how.as === 'new'
        ? api.call('createReport', { params: { organisation }, body: { ...body, type: draft.info.type } })
        : api.call('changeReport', {
            params: { organisation, report: how.report },
            body: { ...body, version: how.version },
          });
    },
    // A conflict is of a version or of a name: which one, the report that is saved by now tells.
    onError: async (err, { how }) => {
      if (how.as === 'new' || problemOf(err)?.code !== 'conflict') return;
      const found = await api.call('showReport', { params: { organisation, report: how.report } }).catch(() => null);
      setTheirs(found === null || found.version === how.version ? null : found);
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
  const run = (draft: Draft, how: How): void => {
    // Once it is saved, what is left to do is to leave.
    if (!isDone.current) once(() => save.mutateAsync({ draft, how }));
  };
  return {
    start: (draft: Draft) =>
      run(draft, saved === null ? { as: 'new' } : { as: 'change', report: saved.id, version: saved.version }),
    /** Over what somebody else has saved. */
    startOver: (draft: Draft) => {
      if (theirs !== null) run(draft, { as: 'change', report: theirs.id, version: theirs.version });
    },
    startCopy: (draft: Draft) => {
      const name = t('builder.meanwhile.copyName', { name: draft.info.name.trim() }).slice(0, LONGEST_NAME);
      run({ ...draft, info: { ...draft.info, name } }, { as: 'new' });
    },
    theirs,
    isPending: save.isPending,
    /** Whether it is saved as it stands, so that leaving loses nothing. */
    isDone: () => isDone.current,
    // What is said of the two versions is all there is to say.
    error: theirs !== null && save.variables?.how.as === 'change' ? null : save.error,
  };
}
