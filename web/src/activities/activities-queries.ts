import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { matchingQuery } from '../matching/matching-queries.ts';

export interface LogQuestion {
  readonly organisation: string;
  /** Any day of the financial year; left out: this one. */
  readonly year: string | undefined;
  readonly archived: boolean;
}

const asked = ({ organisation, year, archived }: LogQuestion) => ({
  params: { organisation },
  query: { archived: archived ? ('on' as const) : ('off' as const), ...(year === undefined ? {} : { year }) },
});

export const activitiesQuery = (question: LogQuestion) =>
  queryOptions({
    queryKey: ['activities', question.organisation, question.year ?? 'now', question.archived],
    queryFn: ({ signal }) => api.call('listActivities', { ...asked(question), signal }),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });

export const requestCsv = (question: LogQuestion) =>
  api.request('listActivities', { ...asked(question), accept: 'text/csv' });

export const placesQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['activities', organisation, 'places'],
    queryFn: ({ signal }) => api.call('listPlaces', { params: { organisation }, signal }),
    staleTime: 30_000,
  });

export const proposalsQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['activities', organisation, 'proposals'],
    queryFn: ({ signal }) =>
      api.call('listProposedActivities', { params: { organisation }, query: { limit: 100 }, signal }),
    staleTime: 10_000,
  });

/** A change of the log, after which the log and what is matched are asked for anew. */
export function useLogChange<Variables, Answer>(
  organisation: string,
  change: (variables: Variables) => Promise<Answer>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['activities', organisation] }),
        queries.invalidateQueries({ queryKey: matchingQuery(organisation).queryKey }),
      ]);
    },
  });
}
