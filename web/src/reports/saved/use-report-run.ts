import type { Output, ReportSort } from '@illuminate/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../api/client.ts';

const ASKED_EVERY_MS = 400;
const SHOWN_ROWS = 1_000;

interface Asked {
  readonly reason: string | undefined;
  /** In place of the order that the report says. */
  readonly sort?: ReportSort | undefined;
}

interface ReportRunning {
  readonly run: Output<'showReportRun'> | null;
  readonly result: Output<'showReportRunResult'> | null;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly start: (asked: Asked) => void;
  readonly cancel: () => void;
}

/** A run of a saved report: begun, followed while it goes on, and ended when it is no longer wanted. */
export function useReportRun(organisation: string, report: string): ReportRunning {
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: ({ reason, sort }: Asked) =>
      api.call('startReportRun', {
        params: { organisation },
        body: {
          ...{ of: { report }, limit: SHOWN_ROWS },
          ...(sort === undefined ? {} : { sort }),
          ...(reason === undefined ? {} : { reason }),
        },
      }),
  });
  const id = start.data?.id ?? null;
  const params = { organisation, run: id ?? '' };
  const followed = useQuery({
    queryKey: ['report-run', organisation, id],
    queryFn: ({ signal }) => api.call('showReportRun', { params, signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASKED_EVERY_MS : false),
  });
  const run = followed.data ?? start.data ?? null;
  const hasEnded = run !== null && run.state !== 'running';
  const result = useQuery({
    queryKey: ['report-run-result', organisation, id],
    queryFn: ({ signal }) => api.call('showReportRunResult', { params, signal }),
    enabled: id !== null && run?.state === 'succeeded',
    staleTime: Number.POSITIVE_INFINITY,
    // What was there before stays until it is known how the next run ends.
    placeholderData: keepPreviousData,
  });
  const cancel = useMutation({
    mutationFn: () => api.call('cancelReportRun', { params }),
    onSuccess: (ended) => queries.setQueryData(['report-run', organisation, id], ended),
  });
  useEffect(() => {
    if (hasEnded) void queries.invalidateQueries({ queryKey: ['report-runs', organisation] });
  }, [hasEnded, queries, organisation]);
  return {
    run,
    result: hasEnded && run.state !== 'succeeded' ? null : (result.data ?? null),
    isRunning: start.isPending || run?.state === 'running' || result.isLoading || result.isPlaceholderData,
    error: start.error ?? followed.error ?? result.error ?? cancel.error,
    start: (asked) => start.mutate(asked),
    cancel: () => cancel.mutate(),
  };
}
