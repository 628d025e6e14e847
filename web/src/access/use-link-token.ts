import { useParams } from '@tanstack/react-router';

/** The token at the end of a mailed link; empty where the link was cut short. */
export const useLinkToken = (): string => useParams({ strict: false, select: ({ token }) => token }) ?? '';
