import { requestState } from '@illuminate/contract';
import { describe, expect, test } from 'vitest';
import { afterMove, CLOSED, MOVES, type Move, movesOf, OPEN } from './moves.ts';
import { sayState } from './say-request.ts';

const STATES = requestState.options;
const ALL: readonly Move[] = [
  'answer',
  'ask-organisation',
  'ask-provider',
  'make-ready',
  'complete',
  'decline',
  'reopen',
];

describe.each(['connection', 'sign-up'] as const)('Of a %s', (kind) => {
  test('every state that can be reached is one, and has words', () => {
    const reached = new Set<string>(['new']);
    for (let before = -1; before !== reached.size; ) {
      before = reached.size;
      for (const state of STATES)
        if (reached.has(state)) for (const next of Object.values(MOVES[kind][state])) reached.add(next);
    }
    for (const state of reached) {
      expect(STATES).toContain(state);
      expect(sayState({ kind, state: state as 'new', provider: 'Toy' }).sentence).not.toBe('');
    }
    expect([...reached].sort()).toEqual(
      [
        ...(kind === 'connection' ? STATES : STATES.filter((one) => !['waiting-for-provider', 'ready'].includes(one))),
      ].sort(),
    );
  });

  test('whatever is open can be ended, well or not', () => {
    for (const state of OPEN) {
      if (movesOf({ kind, state }).length === 0) continue;
      expect(afterMove({ kind, state }, 'complete')).toBe('done');
      expect(afterMove({ kind, state }, 'decline')).toBe('declined');
    }
  });

  test('what is over is neither completed nor declined again', () => {
    for (const state of CLOSED) {
      expect(afterMove({ kind, state }, 'complete')).toBeNull();
      expect(afterMove({ kind, state }, 'decline')).toBeNull();
    }
  });

  test('an answer never ends anything', () => {
    for (const state of STATES) expect(['done', 'declined']).not.toContain(afterMove({ kind, state }, 'answer'));
  });
});

test('an answer gives the turn back to the desk where the organisation had it, and only there', () => {
  const after = STATES.map((state) => [state, afterMove({ kind: 'connection', state }, 'answer')]);
  expect(Object.fromEntries(after)).toEqual({
    new: 'new',
    'waiting-for-organisation': 'new',
    'waiting-for-provider': 'waiting-for-provider',
    ready: 'ready',
    done: null,
    declined: 'new',
  });
});

test('an organisation that is here is not made once more', () => {
  expect(movesOf({ kind: 'sign-up', state: 'done' })).toEqual([]);
  expect(ALL.filter((move) => afterMove({ kind: 'connection', state: 'done' }, move) !== null)).toEqual(['reopen']);
});
