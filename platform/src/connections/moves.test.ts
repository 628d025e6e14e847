import { expect, test } from 'vitest';
import { MOVES } from './moves.ts';

test('every move from every state', () => {
  const table = Object.entries(MOVES).map(([state, moves]) =>
    [
      state,
      ...Object.entries(moves)
        .filter(([, to]) => to !== null)
        .map(([move, to]) => `${move}→${to}`),
    ].join(' '),
  );
  expect(table).toEqual([
    'waiting_for_consent grant→active stop→stopped',
    'active grant→active withdraw→stopped suspend→suspended pause→paused stop→stopped',
    'suspended grant→active withdraw→stopped suspend→suspended await→waiting_for_consent pause→paused resume→active stop→stopped',
    'paused grant→paused withdraw→stopped suspend→paused resume→active stop→stopped',
    'stopped grant→active reconnect→waiting_for_consent',
  ]);
});
