import { describe, expect, test } from 'vitest';
import { type Claim, judgeList, type Reading } from './judge-list.ts';

const claim = (changes: Partial<Claim> = {}): Claim => ({
  connectionId: 'con_1',
  client: 'ours',
  state: 'active',
  stateReason: null,
  consented: true,
  ...changes,
});
const others = (count: number): string[] => Array.from({ length: count }, (_, index) => `other${index}`);
const judged = (clients: readonly string[] | null, before: readonly string[], claims: readonly Claim[] = [claim()]) => {
  const reading: Reading = {
    clients: clients?.map((client) => ({ client, allowedSince: null })) ?? null,
    before,
    claims,
  };
  const { outcome, verdicts, believed } = judgeList(reading);
  return {
    outcome,
    believed,
    verdicts: verdicts.map((verdict) => ('reason' in verdict ? `${verdict.kind} ${verdict.reason}` : verdict.kind)),
  };
};

describe('a client that is named', () => {
  test.each([
    ['waiting_for_consent', null, ['grant']],
    ['active', null, []],
    ['active', 'resumed-against-list', ['grant']],
    ['suspended', 'consent-list-empty', ['grant']],
    ['suspended', 'restored', ['grant']],
    ['paused', 'by-person', []],
    ['stopped', 'consent-withdrawn', ['grant']],
    ['stopped', 'by-person', []],
  ] as const)('while %s (%s) means %j', (state, stateReason, expected) => {
    expect(judged(['OURS', 'other'], ['ours', 'other'], [claim({ state, stateReason })]).verdicts).toEqual(expected);
  });
});

describe('a client that a believable list no longer names', () => {
  test.each([
    ['active', true, ['withdraw']],
    ['suspended', true, ['withdraw']],
    ['paused', true, ['withdraw']],
    ['stopped', true, []],
    ['waiting_for_consent', false, []],
    ['suspended', false, ['await']],
  ] as const)('while %s means %j', (state, consented, expected) => {
    const stateReason = state === 'suspended' ? 'restored' : null;
    const { outcome, verdicts } = judged(['other'], ['ours', 'other'], [claim({ state, consented, stateReason })]);
    expect({ outcome, verdicts }).toEqual({ outcome: 'ok', verdicts: expected });
  });

  test('is withdrawn even if a person had answered for it against a list that could not be believed', () => {
    expect(judged(['other'], ['ours', 'other'], [claim({ stateReason: 'resumed-against-list' })]).verdicts).toEqual([
      'withdraw',
    ]);
  });
});

describe('a list that cannot be read', () => {
  test('suspends what is collecting, withdraws nothing and is not remembered', () => {
    expect(judged(null, ['ours'])).toEqual({
      outcome: 'failed',
      verdicts: ['suspend consent-list-failed'],
      believed: null,
    });
  });

  test('says less than what was known before it failed', () => {
    expect(judged(null, ['ours'], [claim({ state: 'suspended', stateReason: 'consent-list-empty' })]).verdicts).toEqual(
      [],
    );
  });
});

describe('an empty list', () => {
  test('after a short one suspends, and asks the box office itself', () => {
    expect(judged([], ['ours'])).toEqual({
      outcome: 'empty',
      verdicts: ['suspend consent-list-empty', 'ask'],
      believed: null,
    });
  });

  test('after a long one suspends and asks nobody but a person', () => {
    expect(judged([], ['ours', ...others(9)])).toMatchObject({
      outcome: 'empty',
      verdicts: ['suspend consent-list-empty'],
    });
  });

  test('goes on holding back, and asking, while it stays empty', () => {
    const held = claim({ state: 'suspended', stateReason: 'consent-list-empty' });
    expect(judged([], ['ours'], [held])).toMatchObject({ verdicts: ['ask'], believed: null });
  });

  test('leaves alone what a person has answered for, and keeps the list of before to compare with', () => {
    expect(judged([], ['ours'], [claim({ stateReason: 'resumed-against-list' })])).toMatchObject({
      verdicts: [],
      believed: null,
    });
  });

  test('means nothing where nobody had consented, and is believed', () => {
    const waiting = claim({ state: 'waiting_for_consent', consented: false });
    expect(judged([], [], [waiting])).toEqual({ outcome: 'empty', verdicts: [], believed: [] });
  });
});

describe('a list that loses names', () => {
  test('2 of 4 are two organisations that changed their minds', () => {
    const { outcome, verdicts } = judged(others(2), ['ours', ...others(3)]);
    expect({ outcome, verdicts }).toEqual({ outcome: 'ok', verdicts: ['withdraw'] });
  });

  test('3 of 4 at once are more likely a broken list: suspended, nothing withdrawn, nobody asked', () => {
    expect(judged(['other0'], ['ours', ...others(3)])).toEqual({
      outcome: 'shrunk',
      verdicts: ['suspend consent-list-shrunk'],
      believed: null,
    });
  });

  test('20 of 100 are within what is believed, 21 are not', () => {
    const before = ['ours', ...others(99)];
    expect(judged(others(80), before).outcome).toBe('ok');
    expect(judged(others(79), before).outcome).toBe('shrunk');
  });

  test('is believed after all when none of ours hangs on it', () => {
    expect(judged(['ours'], ['ours', ...others(5)])).toEqual({ outcome: 'shrunk', verdicts: [], believed: ['ours'] });
  });

  test('is compared with the last list that was believed, however often it comes', () => {
    const held = claim({ state: 'suspended', stateReason: 'consent-list-shrunk' });
    expect(judged(['other0'], ['ours', ...others(3)], [held])).toEqual({
      outcome: 'shrunk',
      verdicts: [],
      believed: null,
    });
  });
});
