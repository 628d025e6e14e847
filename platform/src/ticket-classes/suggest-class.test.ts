import type { TicketClass } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { suggestClass } from './suggest-class.ts';

const NAMES: [string, TicketClass | null, boolean?][] = [
  ['Standard', 'full'],
  ['Adult', 'full'],
  ['FULL PRICE', 'full'],
  ['General Admission', 'full'],
  ['Concession', 'concession', true],
  ['Concs.', 'concession', true],
  ['Student/Unwaged', 'concession', true],
  ['Under 26', 'concession', true],
  ['Senior (60+)', 'concession', true],
  ['Child (2–15)', 'concession', true],
  ['Family Ticket (2 adults, 2 children)', 'offer'],
  ['Carer', 'access-companion'],
  ['Essential Companion', 'access-companion'],
  ['Wheelchair user', 'concession', true],
  ['School group', 'school'],
  ['Teacher (free)', 'school'],
  ['Group 10+', 'group'],
  ['Group 10+ Concession', 'group', true],
  ['Member', 'member'],
  ['Member Concession', 'member', true],
  ['Friend of the Theatre', 'member'],
  ['Complimentary', 'comp'],
  ['Press night', 'comp'],
  ['House seat', 'staff'],
  ['Staff Free', 'staff'],
  ['Early Bird', 'offer'],
  ['20% off', 'offer'],
  ['Pay What You Can', 'offer'],
  ['Free event', 'free-event'],
  ['Étudiant', null],
  ['Category B', null],
  ['', null],
  ['Companyon', null],
];

test.each(NAMES)('“%s” is taken for %s', (name, expected, concession = false) => {
  const suggestion = suggestClass({ name, tickets: 5, highest: 1_000 });
  expect(suggestion?.class ?? null).toBe(expected);
  if (suggestion !== null) {
    expect(suggestion.isConcession).toBe(concession);
    expect(suggestion.reason).toMatch(/^“.+” in its name speaks of .+\.$/);
  }
});

test('what never cost anything is not taken for the full price', () => {
  expect(suggestClass({ name: 'Adult', tickets: 12, highest: 0 })).toMatchObject({ class: 'free-event' });
  expect(suggestClass({ name: null, tickets: 12, highest: 0 })).toMatchObject({ class: 'free-event' });
  expect(suggestClass({ name: 'Complimentary', tickets: 12, highest: 0 })).toMatchObject({ class: 'comp' });
  expect(suggestClass({ name: 'Adult', tickets: 0, highest: null })).toMatchObject({ class: 'full' });
  expect(suggestClass({ name: null, tickets: 3, highest: 900 })).toBeNull();
});
