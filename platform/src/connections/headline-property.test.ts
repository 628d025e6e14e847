import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyFacts } from './any-facts-for-tests.ts';
import { HEADLINE_RULES, statusOf } from './status.ts';

/** What goes on by itself, or is over, asks for nothing. */
const WITHOUT_ACTION = new Set(['PROVIDER_DOWN', 'RETRYING', 'OK']);

test('whatever comes together, there is one headline, with a sentence, and an action where somebody is to act', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { headline, facts: four } = statusOf(facts);
      seen.add(headline.code);
      expect(headline.sentence).toMatch(/^[^\s].*\.$/s);
      expect(headline.sentence).not.toMatch(/undefined|null|NaN|Invalid|\s\s/);
      expect(headline.word).not.toBe('');
      expect(Object.values(four)).not.toContain(undefined);
      const asks = headline.action !== null;
      if (WITHOUT_ACTION.has(headline.code)) expect(asks).toBe(false);
      else expect(asks || headline.whoActs === 'nobody').toBe(true);
      if (asks) expect(headline.action?.label).toMatch(/^[A-Z]/);
    }),
    { numRuns: 4_000 },
  );
  // Nothing is left out by what is drawn here.
  expect([...seen].sort()).toEqual([...new Set(HEADLINE_RULES.map(([code]) => code))].sort());
});

test('no sentence blames somebody who cannot do anything about it', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { sentence, whoActs, code } = statusOf(facts).headline;
      if (whoActs === 'operator') expect(sentence).toMatch(/operator|we're looking|should never be older/i);
      if (whoActs === 'nobody') expect(sentence).not.toMatch(/has to|must|Ask |somebody has/);
      // What the box office does not answer is no fault of theirs, and what they need not do is said to be so.
      if (code === 'PROVIDER_DOWN') expect(sentence).toMatch(/^Boxes isn't answering\./);
      if (code === 'CRED_REJECTED' && facts.method === 'provider-consent') {
        expect(sentence).toContain("you don't need to do anything");
      }
      if (code === 'FAILED' && whoActs !== 'operator') expect(sentence).toContain(`For ${whoActs}.`);
      if (/\b(?:Paused|Stopped|Withdrawn) by/.test(sentence)) expect(sentence).toContain(facts.stateBy);
      else expect(sentence).not.toContain(facts.stateBy);
    }),
    { numRuns: 4_000 },
  );
});
