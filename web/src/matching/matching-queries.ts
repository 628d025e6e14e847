import type { Matching } from '@illuminate/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export const matchingQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['matching', organisation],
    queryFn: ({ signal }) => api.call('showMatching', { params: { organisation }, signal }),
    staleTime: 10_000,
  });

interface EventRef {
  readonly connection: string;
  readonly event: string;
}

export interface MatchPair extends EventRef {
  readonly activity: string;
  /** Left out: all of the event's. */
  readonly performances?: readonly string[];
}

export const performancesQuery = (organisation: string, { connection, event }: EventRef) =>
  queryOptions({
    queryKey: ['event-performances', organisation, connection, event],
    queryFn: ({ signal }) =>
      api.call('listEventPerformances', { params: { organisation }, query: { connection, event }, signal }),
    staleTime: 10_000,
  });

/** What may be done on the page; each is one deed that can be undone. */
export type MatchingMove =
  | { readonly kind: 'match'; readonly pairs: readonly MatchPair[] }
  | { readonly kind: 'unmatch'; readonly matches: readonly string[] }
  | { readonly kind: 'exclude'; readonly events: readonly EventRef[]; readonly reason: Reason; readonly note: string }
  | { readonly kind: 'include'; readonly events: readonly EventRef[] }
  | { readonly kind: 'log'; readonly events: readonly EventRef[] }
  | { readonly kind: 'undo'; readonly deed?: string };

export type Reason = Matching['excluded'][number]['reason'];

async function send(organisation: string, move: MatchingMove): Promise<Matching> {
  const params = { organisation };
  const refs = (events: readonly EventRef[]) => events.map(({ connection, event }) => ({ connection, event }));
  switch (move.kind) {
    case 'match':
      return api.call('matchEvents', {
        params,
        body: {
          pairs: move.pairs.map(({ activity, connection, event, performances }) => ({
            ...{ activity, connection, event },
            ...(performances === undefined ? {} : { performances: [...performances] }),
          })),
        },
      });
    case 'unmatch':
      return api.call('unmatchEvents', { params, body: { matches: [...move.matches] } });
    case 'exclude':
      return api.call('excludeEvents', {
        params,
        body: { events: refs(move.events), reason: move.reason, ...(move.note === '' ? {} : { note: move.note }) },
      });
    case 'include':
      return api.call('includeEvents', { params, body: { events: refs(move.events) } });
    case 'log':
      await api.call('acceptProposedActivities', { params, body: { events: refs(move.events) } });
      return api.call('showMatching', { params });
    case 'undo':
      return api.call('undoMatching', { params, body: move.deed === undefined ? {} : { deed: move.deed } });
  }
}

/** Does it, and shows what came of it without asking again. */
export function useMatchingMove(organisation: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (move: MatchingMove) => send(organisation, move),
    onSuccess: async (matching) => {
      // What was asked for before this was done would otherwise take its place, when its answer comes late.
      await queries.cancelQueries({ queryKey: matchingQuery(organisation).queryKey });
      queries.setQueryData(matchingQuery(organisation).queryKey, matching);
      void queries.invalidateQueries({ queryKey: ['activities', organisation] });
      void queries.invalidateQueries({ queryKey: ['event-ids'] });
      void queries.invalidateQueries({ queryKey: ['event-performances', organisation] });
    },
    // Somebody else was faster: what is shown is old.
    onError: () => void queries.invalidateQueries({ queryKey: matchingQuery(organisation).queryKey }),
  });
}
