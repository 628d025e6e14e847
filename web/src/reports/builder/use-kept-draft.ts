import type { SavedReport } from '@illuminate/contract';
import { useCallback, useRef, useState } from 'react';
import { useSession } from '../../access/session-context.ts';
import type { Draft } from './draft.ts';
import { type DraftPlace, dropDraft, forgetDrafts, type KeptDraft, keepDraft, readDraft } from './kept-drafts.ts';

interface Opened {
  readonly organisation: string;
  readonly initial: Draft;
  readonly saved: SavedReport | null;
}

export interface Beginning extends KeptDraft {
  /** Whether it goes on with what was there before the page was loaded again. */
  readonly isResumed: boolean;
  /** Keeps what stands there now, or forgets it where nothing is changed. */
  readonly keep: (draft: Draft) => void;
  /** It is saved, or left on purpose. */
  readonly drop: () => void;
}

/**
 * With what the builder begins: what was put together in this tab before it was loaded again, or else what is opened. As it was then:
 * what others save meanwhile is told by its version, and takes nothing away here.
 */
export function useKeptDraft({ organisation, initial, saved }: Opened): Beginning {
  const { person } = useSession();
  const [place] = useState<DraftPlace | null>(() =>
    person === null ? null : { person: person.id, organisation, report: saved?.id ?? null },
  );
  const [begun] = useState<KeptDraft>(() => {
    if (place !== null) forgetDrafts(sessionStorage, place.person);
    return (place === null ? null : readDraft(sessionStorage, place)) ?? { draft: initial, initial, saved };
  });
  const isDropped = useRef(false);
  const keep = useCallback(
    (draft: Draft) => {
      if (place === null || isDropped.current) return;
      if (draft === begun.initial) dropDraft(sessionStorage, place);
      else keepDraft(sessionStorage, place, { ...begun, draft });
    },
    [place, begun],
  );
  const drop = useCallback(() => {
    isDropped.current = true;
    if (place !== null) dropDraft(sessionStorage, place);
  }, [place]);
  return {
    ...begun,
    isResumed: begun.draft !== begun.initial,
    keep,
    drop,
  };
}
