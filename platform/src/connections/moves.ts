import type { ConnectionState } from '../control/schema/connections.ts';

/**
 * What can happen to a connection. `grant` and `withdraw` come from the box office, `suspend` from a list of permissions that
 * cannot be believed, `await` from one that shows that permission was never given, the others from people.
 */
export type Move = 'grant' | 'withdraw' | 'suspend' | 'await' | 'pause' | 'resume' | 'stop' | 'reconnect';

/** Every state and every move: where it leads, or null where it is not possible. */
export const MOVES: Readonly<Record<ConnectionState, Readonly<Record<Move, ConnectionState | null>>>> = {
  waiting_for_consent: {
    grant: 'active',
    withdraw: null,
    suspend: null,
    await: null,
    pause: null,
    resume: null,
    stop: 'stopped',
    reconnect: null,
  },
  active: {
    grant: 'active',
    withdraw: 'stopped',
    suspend: 'suspended',
    await: null,
    pause: 'paused',
    resume: null,
    stop: 'stopped',
    reconnect: null,
  },
  suspended: {
    grant: 'active',
    withdraw: 'stopped',
    suspend: 'suspended',
    await: 'waiting_for_consent',
    pause: 'paused',
    resume: 'active',
    stop: 'stopped',
    reconnect: null,
  },
  paused: {
    grant: 'paused',
    withdraw: 'stopped',
    suspend: 'paused',
    await: null,
    pause: null,
    resume: 'active',
    stop: 'stopped',
    reconnect: null,
  },
  stopped: {
    grant: 'active',
    withdraw: null,
    suspend: null,
    await: null,
    pause: null,
    resume: null,
    stop: null,
    reconnect: 'waiting_for_consent',
  },
};

export function afterMove(state: ConnectionState, move: Move): ConnectionState | null {
  return MOVES[state][move];
}
