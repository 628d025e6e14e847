import type { RequestKind, RequestMove, RequestState } from '@illuminate/contract';

/** `answer` is the requester's, the others are the desk's. */
export type Move = RequestMove | 'answer' | 'complete';

type Moves = Readonly<Record<RequestState, Readonly<Partial<Record<Move, RequestState>>>>>;

/** Every state, and where what is possible in it leads. What is not named is not possible. */
const OF_CONNECTION: Moves = {
  new: {
    answer: 'new',
    'ask-organisation': 'waiting-for-organisation',
    'ask-provider': 'waiting-for-provider',
    'make-ready': 'ready',
    complete: 'done',
    decline: 'declined',
  },
  'waiting-for-organisation': {
    // The turn goes back to the desk.
    answer: 'new',
    'ask-organisation': 'waiting-for-organisation',
    'ask-provider': 'waiting-for-provider',
    'make-ready': 'ready',
    complete: 'done',
    decline: 'declined',
  },
  'waiting-for-provider': {
    answer: 'waiting-for-provider',
    'ask-organisation': 'waiting-for-organisation',
    'ask-provider': 'waiting-for-provider',
    'make-ready': 'ready',
    complete: 'done',
    decline: 'declined',
  },
  ready: {
    answer: 'ready',
    'ask-organisation': 'waiting-for-organisation',
    'ask-provider': 'waiting-for-provider',
    complete: 'done',
    decline: 'declined',
  },
  done: { reopen: 'new' },
  declined: { answer: 'new', reopen: 'new' },
};

/** Nobody but the desk has to do anything before an organisation may join. */
const OF_SIGN_UP: Moves = {
  new: { answer: 'new', 'ask-organisation': 'waiting-for-organisation', complete: 'done', decline: 'declined' },
  'waiting-for-organisation': {
    answer: 'new',
    'ask-organisation': 'waiting-for-organisation',
    complete: 'done',
    decline: 'declined',
  },
  'waiting-for-provider': {},
  ready: {},
  done: {},
  declined: { answer: 'new', reopen: 'new' },
};

export const MOVES: Readonly<Record<RequestKind, Moves>> = { connection: OF_CONNECTION, 'sign-up': OF_SIGN_UP };

export interface Standing {
  readonly kind: RequestKind;
  readonly state: RequestState;
}

/** Where a move leads; null where it is not possible. */
export function afterMove({ kind, state }: Standing, move: Move): RequestState | null {
  return MOVES[kind][state][move] ?? null;
}

export function movesOf({ kind, state }: Standing): Move[] {
  return Object.keys(MOVES[kind][state]) as Move[];
}

export const OPEN: readonly RequestState[] = ['new', 'waiting-for-organisation', 'waiting-for-provider', 'ready'];
export const CLOSED: readonly RequestState[] = ['done', 'declined'];
