import type { Output, ReportType } from '@illuminate/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type CriteriaDraft, criteriaOf } from '../criteria/criteria-draft.ts';
import { completeIn, type ReportFields } from '../criteria/rules.ts';
import { countQuery } from '../report-queries.ts';

/** Whoever pauses for so long has finished a thought. */
export const PAUSE_MS = 600;

export interface Matching {
  readonly counted: Output<'countReport'> | undefined;
  /** Whether what is counted is not what stands there now. */
  readonly isOutOfDate: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
}

interface Asked {
  readonly organisation: string;
  readonly type: ReportType;
  readonly criteria: CriteriaDraft;
  readonly fields: ReportFields;
  /** Whoever may not count is not refused: nothing is asked. */
  readonly mayCount?: boolean;
}

/** How many rows match, counted anew whenever the criteria have stood still for a moment. */
export function useMatching({ organisation, type, criteria, fields, mayCount = true }: Asked): Matching {
  const question = useMemo(
    () => ({ organisation, type, criteria: criteriaOf(criteria, completeIn(fields)) }),
    [organisation, type, criteria, fields],
  );
  const [asked] = useDebouncedValue(question, PAUSE_MS);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...countQuery(asked),
    placeholderData: keepPreviousData,
    enabled: mayCount,
  });
  const isWaiting = JSON.stringify(asked) !== JSON.stringify(question);
  return {
    counted: data,
    isOutOfDate: isWaiting || isPlaceholderData || (isFetching && data !== undefined),
    error,
    onRetry: () => void refetch(),
  };
}
