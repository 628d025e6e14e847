import { type SetUpItem, type SetUpStep, setUpItem, setUpStep } from '@illuminate/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SetUpConnection, SetUpFacts } from './set-up-facts.ts';
import { setUpItems } from './set-up-items.ts';

const well: SetUpConnection = {
  name: 'riverside-boxes',
  state: 'active',
  headline: { code: 'OK', tone: 'ok', sentence: 'Data to 11:05 today.', action: null },
  events: 42,
  orders: 900,
  isHistoryLoaded: true,
  isAgreed: true,
  isComparable: true,
  uploads: false,
  compared: { differs: false },
};
const done: SetUpFacts = {
  organisation: { name: 'Riverside Theatre', zone: 'Europe/London', currency: 'GBP' },
  connections: [well],
  people: { joined: 2, invited: 0 },
  matches: { matched: 42, events: 42 },
  ticketTypes: { hasBegun: true, unsorted: 0 },
  hasSeenReport: true,
};
const withOne = (changes: Partial<SetUpConnection>): Partial<SetUpFacts> => ({
  connections: [{ ...well, ...changes }],
});
const saying = (code: SetUpConnection['headline']['code'], tone: SetUpConnection['headline']['tone']) =>
  withOne({ headline: { code, tone, sentence: 'It is so.', action: null } });

type Row = readonly [SetUpStep, string, Partial<SetUpFacts>, SetUpItem['state']];

const ROWS: readonly Row[] = [
  ['confirm-organisation', 'somebody has joined', {}, 'completed'],
  ['confirm-organisation', 'there are no accounts', { people: null }, 'completed'],
  ['confirm-organisation', 'an invitation is open', { people: { joined: 0, invited: 1 } }, 'in-progress'],
  ['confirm-organisation', 'nobody was invited', { people: { joined: 0, invited: 0 } }, 'not-started'],
  ['approve-agreement', 'agreed', {}, 'completed'],
  ['approve-agreement', 'not agreed', withOne({ isAgreed: false }), 'not-started'],
  ['approve-agreement', 'nothing connected', { connections: [] }, 'cannot-start'],
  ['approve-agreement', 'one agreed, one not', { connections: [well, { ...well, isAgreed: false }] }, 'not-started'],
  [
    'approve-agreement',
    'what was not agreed is stopped',
    withOne({ isAgreed: false, state: 'stopped' }),
    'cannot-start',
  ],
  ['connect', 'up to date', {}, 'completed'],
  ['connect', 'nothing connected', { connections: [] }, 'not-started'],
  ['connect', 'stopped', withOne({ state: 'stopped' }), 'not-started'],
  ['connect', 'waiting for permission', saying('AWAITING_CONSENT', 'info'), 'in-progress'],
  ['connect', 'history is loading', saying('BACKFILL', 'info'), 'in-progress'],
  ['connect', 'no sign-in yet', saying('NOT_SET_UP', 'neutral'), 'in-progress'],
  ['connect', 'the sign-in is refused', saying('CRED_REJECTED', 'bad'), 'problem'],
  ['connect', 'paused, which is as somebody wished', saying('PAUSED', 'neutral'), 'completed'],
  ['match-events', 'no activities', { matches: null }, 'cannot-start'],
  ['match-events', 'none matched', { matches: { matched: 0, events: 9 } }, 'not-started'],
  ['match-events', 'some matched', { matches: { matched: 3, events: 9 } }, 'in-progress'],
  ['match-events', 'all matched', {}, 'completed'],
  ['sort-ticket-types', 'no sales', withOne({ orders: 0 }), 'cannot-start'],
  ['sort-ticket-types', 'never sorted', { ticketTypes: { hasBegun: false, unsorted: 0 } }, 'not-started'],
  ['sort-ticket-types', 'some left', { ticketTypes: { hasBegun: true, unsorted: 1 } }, 'in-progress'],
  ['sort-ticket-types', 'none left', {}, 'completed'],
  ['check-totals', 'equal', {}, 'completed'],
  ['check-totals', 'different', withOne({ compared: { differs: true } }), 'problem'],
  ['check-totals', 'not compared', withOne({ compared: null }), 'not-started'],
  ['check-totals', 'history is loading', withOne({ compared: null, isHistoryLoaded: false }), 'cannot-start'],
  ['check-totals', 'nothing to compare with', withOne({ compared: null, isComparable: false }), 'cannot-start'],
  ['check-totals', 'no sales', withOne({ orders: 0 }), 'cannot-start'],
  ['invite-colleagues', 'there are no accounts', { people: null }, 'cannot-start'],
  ['invite-colleagues', 'alone', { people: { joined: 1, invited: 0 } }, 'not-started'],
  ['invite-colleagues', 'invited', { people: { joined: 1, invited: 2 } }, 'in-progress'],
  ['invite-colleagues', 'joined', {}, 'completed'],
  ['invite-colleagues', 'nobody is there to invite', { people: { joined: 0, invited: 1 } }, 'cannot-start'],
  ['see-first-report', 'run', {}, 'completed'],
  ['see-first-report', 'not run', { hasSeenReport: false }, 'not-started'],
  ['see-first-report', 'nothing to report', { hasSeenReport: false, ...withOne({ events: 0 }) }, 'cannot-start'],
];

describe('a step', () => {
  test.each(ROWS)('%s, %s', (step, _what, changes, state) => {
    const item = setUpItems({ ...done, ...changes }).find((one) => one.step === step);
    expect(item?.state).toBe(state);
  });

  test('of connecting says nothing of events and ticket types that have a step of their own', () => {
    for (const kind of ['match-events', 'sort-ticket-types']) {
      const headline = { code: 'PARTIAL', tone: 'warn', sentence: '3 of 9 events matched.' } as const;
      const facts = { ...done, ...withOne({ headline: { ...headline, action: { kind, label: 'Do it' } } }) };
      const item = setUpItems(facts).find(({ step }) => step === 'connect');
      expect(item).toMatchObject({ state: 'completed', sentence: 'It is connected, and data arrives.' });
    }
  });

  test('is there in every state that it can be in', () => {
    expect(new Set(ROWS.map(([step]) => step))).toEqual(new Set(setUpStep.options));
  });
});

test('whatever comes together, every step is told once, in order, with a sentence', () => {
  const connection = fc.record({
    name: fc.constant('riverside-boxes'),
    state: fc.constantFrom('waiting_for_consent', 'active', 'suspended', 'paused', 'stopped' as const),
    headline: fc.record({
      code: fc.constantFrom('OK', 'NOT_SET_UP', 'FAILED', 'BACKFILL' as const),
      tone: fc.constantFrom('ok', 'info', 'warn', 'bad', 'neutral' as const),
      sentence: fc.constant('It is so.'),
      action: fc.constantFrom(null, { kind: 'match-events', label: 'Match 3 events' }),
    }),
    events: fc.nat(3),
    orders: fc.nat(3),
    isHistoryLoaded: fc.boolean(),
    isAgreed: fc.option(fc.boolean()),
    isComparable: fc.boolean(),
    uploads: fc.boolean(),
    compared: fc.option(fc.record({ differs: fc.boolean() })),
  });
  const facts = fc.record({
    organisation: fc.constant(done.organisation),
    connections: fc.array(connection, { maxLength: 3 }),
    people: fc.option(fc.record({ joined: fc.nat(3), invited: fc.nat(3) })),
    matches: fc.option(fc.constantFrom({ matched: 0, events: 2 }, { matched: 2, events: 2 })),
    ticketTypes: fc.record({ hasBegun: fc.boolean(), unsorted: fc.nat(2) }),
    hasSeenReport: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, (told) => {
      const items = setUpItems(told);
      expect(items.map(({ step }) => step)).toEqual(setUpStep.options);
      for (const item of items) {
        expect(() => setUpItem.parse(item)).not.toThrow();
        expect(item.sentence).toMatch(/^[A-Z\d].*\.$/);
      }
    }),
    { numRuns: 500 },
  );
});

test('the connection of somebody who uploads is said to be one, on the step that brings sales', () => {
  const item = (changes: Partial<SetUpFacts>) =>
    setUpItems({ ...done, ...changes }).find(({ step }) => step === 'connect');
  expect(item(withOne({ uploads: true }))).toMatchObject({ connection: 'riverside-boxes', uploads: true });
  expect(item({})).toMatchObject({ uploads: false });
  expect(item({ connections: [] })).toMatchObject({ connection: null, uploads: false });
});
