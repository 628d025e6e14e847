import './without-eval.ts';
import {
  ApiError,
  type Client,
  createClient,
  type Input,
  OPERATIONS,
  type Operation,
  type OperationId,
  type Problem,
} from '@illuminate/contract';

/** Whether a call may go out, and whether it may once more after nobody was signed in. Both may take their time. */
export interface CallGuard {
  before(signal: AbortSignal | undefined): Promise<void>;
  again(signal: AbortSignal | undefined): Promise<boolean>;
}

let guard: CallGuard | null = null;

/** From now on every call that needs somebody signed in asks this first. */
export function guardCalls(by: CallGuard): void {
  guard = by;
}

/** What tells that nobody is signed in any more can't wait until somebody is. */
const TELLS: readonly OperationId[] = ['showSession', 'watchConnections'];
const isGuarded = (id: OperationId): boolean => (OPERATIONS[id] as Operation).scope !== 'public' && !TELLS.includes(id);

async function guarded<Answer>(
  id: OperationId,
  signal: AbortSignal | undefined,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  if (guard === null || !isGuarded(id)) return ask();
  await guard.before(signal);
  try {
    return await ask();
  } catch (err) {
    if (!isSignedOut(err) || !(await guard.again(signal))) throw err;
    return ask();
  }
}

const plain = createClient({ baseUrl: '', fetch: (...request) => fetch(...request) });

/** The API of the platform that served this page. */
export const api: Client = {
  request: <Id extends OperationId>(id: Id, input: Input<Id>) =>
    guarded(id, input.signal, () => plain.request(id, input)),
  call: <Id extends OperationId>(id: Id, input: Input<Id>) => guarded(id, input.signal, () => plain.call(id, input)),
};

/** Whether the API said that nobody is signed in. */
export const isSignedOut = (err: unknown): boolean => err instanceof ApiError && err.problem.code === 'not-signed-in';

/** What went wrong as the API tells it; null for a fault of the page itself. */
export const problemOf = (err: unknown): Problem | null => (err instanceof ApiError ? err.problem : null);
