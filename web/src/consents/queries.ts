import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export const agreementQuery = (organisation: string, provider: string) =>
  queryOptions({
    queryKey: ['agreement', organisation, provider],
    queryFn: ({ signal }) => api.call('showAgreement', { params: { organisation, provider }, signal }),
    staleTime: 5 * 60_000,
  });

export const receiptsQuery = (connection: string, consentedAt: string) =>
  queryOptions({
    // A receipt is written whenever consent or agreement changes.
    queryKey: ['receipts', connection, consentedAt],
    queryFn: ({ signal }) => api.call('listReceipts', { params: { connection }, signal }),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });

/** The claims that wait, for the support desk. */
export const claimsQuery = queryOptions({
  queryKey: ['claims'],
  queryFn: ({ signal }) => api.call('listClaims', { signal }),
  staleTime: 10_000,
  refetchInterval: 30_000,
});
