import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** Asked again while one is under way, so that its end is seen. */
export const deletionsQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['deletions', organisation],
    queryFn: ({ signal }) => api.call('listDeletions', { params: { organisation }, signal }),
    staleTime: 5_000,
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ state, atOnce }) => state === 'running' || (state === 'scheduled' && atOnce)) === true
        ? 1_500
        : false,
  });

/** `keepYears` null: what is set. */
export const retentionQuery = (organisation: string, keepYears: number | null) =>
  queryOptions({
    queryKey: ['retention', organisation, keepYears],
    queryFn: ({ signal }) =>
      api.call('showRetention', { params: { organisation }, query: keepYears === null ? {} : { keepYears }, signal }),
    staleTime: 30_000,
  });

/** Of a deletion that is done; the browser shows the one, and saves the other. */
export const certificateLinks = (organisation: string, deletion: string) => {
  const address = `/api/v1/organisations/${organisation}/deletions/${deletion}/certificate`;
  return { print: `${address}?format=html`, json: `${address}?format=json` };
};
