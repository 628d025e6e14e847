import './without-eval.ts';
import { ApiError, createClient, type Problem } from '@illuminate/contract';

/** The API of the platform that served this page. */
export const api = createClient({ baseUrl: '', fetch: (...request) => fetch(...request) });

/** Whether the API said that nobody is signed in. */
export const isSignedOut = (err: unknown): boolean => err instanceof ApiError && err.problem.code === 'not-signed-in';

/** What went wrong as the API tells it; null for a fault of the page itself. */
export const problemOf = (err: unknown): Problem | null => (err instanceof ApiError ? err.problem : null);
