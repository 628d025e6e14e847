import type { Session } from '@illuminate/contract';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { afterLook, type Readers } from './reader.ts';
import { readersQuery, takeOver } from './session.ts';
import { waitForReader } from './wait-for-reader.ts';

const sessionOf = (id: string): Session => ({
  kind: 'person',
  organisation: null,
  demo: false,
  expiresAt: '2031-01-01T00:00:00.000Z',
  person: { id, name: id, email: `${id}@riverside.example` },
  memberships: [],
  platformRoles: [],
  may: [],
});
const [ASHA, RUTH] = [sessionOf('asha'), sessionOf('ruth')];

/** A page of Asha's, and what a look at the session finds. */
function page() {
  const queries = new QueryClient();
  const found = (now: Session | null) =>
    queries.setQueryData<Readers>(readersQuery.queryKey, (before) => afterLook(before, now));
  found(ASHA);
  const over = new AbortController();
  const told: string[] = [];
  const guard = waitForReader(queries);
  const call = () =>
    guard.before(over.signal).then(
      () => told.push('goes out'),
      (err: unknown) => told.push(err instanceof Error ? err.message : String(err)),
    );
  return { queries, found, over, told, call };
}
const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a call of the page’s reader goes out at once', async () => {
  const { call, told } = page();
  await call();
  expect(told).toEqual(['goes out']);
});

test('without a sign-in a call waits, and goes out once the same person is signed in', async () => {
  const { call, found, told } = page();
  found(null);
  const done = call();
  await turns();
  found(RUTH);
  await turns();
  expect(told).toEqual([]);
  found(ASHA);
  await done;
  expect(told).toEqual(['goes out']);
});

test('what one reader asked is never done as another', async () => {
  const { call, found, told, queries } = page();
  found(RUTH);
  const done = call();
  await turns();
  takeOver(queries, RUTH);
  await done;
  expect(told).toEqual(['The page has begun anew, for another reader.']);
});

test('while it is being asked who is signed in, nothing goes out before the answer', async () => {
  const { call, told, queries } = page();
  let answer: (readers: Readers) => void = () => {};
  const look = queries.fetchQuery<Readers>({
    queryKey: readersQuery.queryKey,
    queryFn: () => new Promise<Readers>((resolve) => (answer = resolve)),
    staleTime: 0,
  });
  const done = call();
  await turns();
  expect(told).toEqual([]);
  answer({ here: ASHA, now: ASHA });
  await Promise.all([look, done]);
  expect(told).toEqual(['goes out']);
});

test('whoever leaves the page waits for nothing any more', async () => {
  const { call, found, told, over } = page();
  found(null);
  const done = call();
  await turns();
  over.abort(new Error('left'));
  await done;
  expect(told).toEqual(['left']);
});
