import { expect, test } from 'vitest';
import { createStatementTurns, type KindOfStatement } from './statement-turns.ts';

const never = new AbortController().signal;

/** Statements that go on until they are told to end, and the order in which they began. */
function statements() {
  const turns = createStatementTurns();
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, kind: KindOfStatement, organisationId = 'riverside', signal = never): Promise<string> =>
    turns({ organisationId, kind, signal }, async () => {
      began.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ask, began, end, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

test('two run at once, and the others in the order in which they came', async () => {
  const { ask, began, end, settled } = statements();
  const all = ['a', 'b', 'c', 'd'].map((name) => ask(name, 'run'));
  await settled();
  expect(began).toEqual(['a', 'b']);
  await end('b');
  expect(began).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c', 'd']) await end(name);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('whoever is typing has a turn beside those that run, and goes before those that wait', async () => {
  const { ask, began, end, settled } = statements();
  const all = [ask('a', 'run'), ask('b', 'run'), ask('c', 'run'), ask('typed', 'question'), ask('next', 'question')];
  await settled();
  expect(began).toEqual(['a', 'b', 'typed']);
  await end('a');
  expect(began).toEqual(['a', 'b', 'typed', 'next']);
  for (const name of ['b', 'typed', 'next', 'c']) await end(name);
  await Promise.all(all);
  expect(began.at(-1)).toBe('c');
});

test('files leave a turn to reports, and an organisation’s many leave one to another’s', async () => {
  const { ask, began, end, settled } = statements();
  const all = [
    ask('file', 'file'),
    ask('second file', 'file'),
    ask('report', 'run'),
    ask('second report', 'run'),
    ask('another’s', 'run', 'fenwick'),
  ];
  await settled();
  expect(began).toEqual(['file', 'report']);
  await end('report');
  expect(began).toEqual(['file', 'report', 'another’s']);
  await end('another’s');
  expect(began.at(-1)).toBe('second report');
  await end('file');
  expect(began.at(-1)).toBe('second file');
  for (const name of ['second report', 'second file']) await end(name);
  await Promise.all(all);
});

test('whoever leaves is not waited for, and what fails gives its turn on', async () => {
  const { ask, began, end, settled } = statements();
  const turns = [ask('a', 'run'), ask('b', 'run')];
  const leaving = new AbortController();
  const left = ask('left', 'run', 'riverside', leaving.signal);
  const after = ask('after', 'run');
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  await expect(ask('late', 'run', 'riverside', leaving.signal)).rejects.toThrow('gone');
  await end('a');
  await settled();
  expect(began).toEqual(['a', 'b', 'after']);
  for (const name of ['b', 'after']) await end(name);
  await Promise.all([...turns, after]);
  const failing = createStatementTurns();
  const fail = () =>
    failing({ organisationId: 'riverside', kind: 'file', signal: never }, () => Promise.reject(new Error('no')));
  await expect(fail()).rejects.toThrow('no');
  await expect(fail()).rejects.toThrow('no');
});
