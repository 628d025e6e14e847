// What people read of a request: in the app, on the command line and in mails the same.
import type { RequestEvent, RequestKind, RequestState, StateInWords } from '@illuminate/contract';

type Looks = Pick<StateInWords, 'tone' | 'icon' | 'word'>;

const LOOKS: Readonly<Record<RequestState, Looks>> = {
  new: { tone: 'warn', icon: '●', word: 'With the support desk' },
  'waiting-for-organisation': { tone: 'warn', icon: '◔', word: 'Waiting for the organisation' },
  'waiting-for-provider': { tone: 'info', icon: '◔', word: 'Waiting for the box office system' },
  ready: { tone: 'info', icon: '↻', word: 'Ready to be connected' },
  done: { tone: 'ok', icon: '✓', word: 'Done' },
  declined: { tone: 'neutral', icon: '⊘', word: 'Declined' },
};

const SENTENCES: Readonly<Record<RequestState, (provider: string) => string>> = {
  new: () => 'The support desk has it, and answers. You need not do anything.',
  'waiting-for-organisation': () => 'The support desk needs something from you: read what it wrote, and answer.',
  'waiting-for-provider': (provider) => `The support desk has asked ${provider}, and waits for its answer.`,
  ready: () => 'Everything needed is there. The support desk makes the connection next.',
  done: (provider) => `${provider} is connected, and is being loaded.`,
  declined: () => 'The support desk has declined it. If something has changed, answer it.',
};

const OF_SIGN_UP: Readonly<Partial<Record<RequestState, string>>> = {
  done: 'The organisation is here, and its first administrator has been invited.',
};

/** The same for the desk, which acts where the others wait. */
const FOR_DESK: Readonly<Record<RequestState, (provider: string) => string>> = {
  new: () => 'It is the desk’s turn.',
  'waiting-for-organisation': () =>
    'The desk has asked; as soon as the organisation answers it is the desk’s turn again.',
  'waiting-for-provider': (provider) => `The desk has asked ${provider}. When it answers, move it on.`,
  ready: () => 'Everything is there: make the connection.',
  done: (provider) => `${provider} is connected.`,
  declined: () => 'Nothing more is to be done, unless its requester answers.',
};

export interface Said {
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** The title of the provider; null where there is none. */
  readonly provider: string | null;
}

export function sayState({ kind, state, provider }: Said, reader: 'requester' | 'desk' = 'requester'): StateInWords {
  const sentences = reader === 'desk' ? FOR_DESK : SENTENCES;
  const sentence =
    (kind === 'sign-up' ? OF_SIGN_UP[state] : undefined) ?? sentences[state](provider ?? 'the box office system');
  return { code: state, ...LOOKS[state], sentence };
}

/** "Connect Such-and-such", "Join Illuminate" */
export function sayTitle({ kind, provider }: Pick<Said, 'kind' | 'provider'>): string {
  return kind === 'sign-up' ? 'Join Illuminate' : `Connect ${provider ?? 'a box office'}`;
}

export function sayEvent({ what, toState }: { what: RequestEvent['what']; toState: RequestState | null }): string {
  switch (what) {
    case 'received':
      return 'Asked.';
    case 'confirmed':
      return 'Confirmed the address.';
    case 'answered':
      return 'Wrote to the support desk.';
    case 'note':
      return 'Wrote a note.';
    case 'assigned':
      return 'Changed who looks after it.';
    case 'completed':
      return 'Completed it.';
    case 'moved':
      return toState === null ? 'Moved it on.' : `${LOOKS[toState].word}.`;
  }
}
