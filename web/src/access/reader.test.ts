import type { Session } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { afterLook, isAway, isSameReader } from './reader.ts';

const sessionOf = (
  id: string | null,
  kind: Session['kind'] = 'person',
  organisation: string | null = null,
): Session => ({
  kind,
  organisation,
  demo: true,
  expiresAt: '2031-01-01T00:00:00.000Z',
  person: id === null ? null : { id, name: id, email: `${id}@riverside.example` },
  memberships: [],
  platformRoles: [],
  may: [],
});
const asha = sessionOf('asha', 'person', 'riverside');

test('whoever comes first to a page is its reader, and nobody is read as nobody', () => {
  expect(afterLook(undefined, asha)).toEqual({ here: asha, now: asha });
  expect(afterLook(undefined, null)).toEqual({ here: null, now: null });
  expect(afterLook({ here: null, now: null }, asha)).toEqual({ here: asha, now: asha });
});

test('a page stays with its reader when the session ends or becomes somebody else’s', () => {
  const here = { here: asha, now: asha };
  for (const now of [null, sessionOf('ruth'), sessionOf(null, 'demo')]) {
    const after = afterLook(here, now);
    expect(after).toEqual({ here: asha, now });
    expect(isAway(after)).toBe(true);
  }
});

test('signed in again as the same person, the page goes on with the new session', () => {
  const renewed = { ...asha, expiresAt: '2032-01-01T00:00:00.000Z' };
  const after = afterLook({ here: asha, now: null }, renewed);
  expect(after).toEqual({ here: renewed, now: renewed });
  expect(isAway(after)).toBe(false);
});

test('another role of the same person is no other reader; a key of another organisation is', () => {
  expect(isSameReader(asha, { ...asha, organisation: null })).toBe(true);
  expect(isSameReader(sessionOf(null, 'demo'), sessionOf(null, 'demo'))).toBe(true);
  expect(isSameReader(sessionOf(null, 'organisation', 'riverside'), sessionOf(null, 'organisation', 'fenwick'))).toBe(
    false,
  );
  expect(isSameReader(sessionOf(null, 'demo'), sessionOf(null, 'operator'))).toBe(false);
});
