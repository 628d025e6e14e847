import type { Output } from '@illuminate/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export type ApiKey = Output<'listApiKeys'>['items'][number];

export const apiKeysQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['api-keys', organisation],
    queryFn: async ({ signal }) => (await api.call('listApiKeys', { query: { organisation }, signal })).items,
    staleTime: 10_000,
  });
