import { expect, test } from 'vitest';
import { sayActor } from '../audit/say-actor.ts';
import { sayDeed } from './say-deed.ts';

const names = { providerTitle: 'Boxes' };

test.each([
  ['connection.paused', {}, 'Paused collection.'],
  [
    'connection.suspended',
    { reason: 'consent-list-shrunk' },
    "Collection was suspended, because Boxes's list of permissions lost many names at once.",
  ],
  ['connection.suspended', { reason: 'something new' }, 'Collection was suspended.'],
  ['claim.withdrawn', { client: 'mill' }, 'Withdrew the claim of the client mill.'],
  [
    'connection.stopped',
    { from: 'waiting_for_consent', collected: 'kept' },
    'Called the connection off before permission was given.',
  ],
  ['connection.stopped', { from: 'active', collected: 'kept' }, 'Stopped sharing; what was collected is kept.'],
  ['delivery-key.added', { name: 'Nightly' }, 'Registered a key for deliveries “Nightly”.'],
  ['reconciliation.read-again', { performances: 1 }, 'Had the orders of one performance read again.'],
  ['something.new-to-us', {}, 'Something new to us.'],
])('%s is said', (action, details, said) => {
  expect(sayDeed({ action, details }, names)).toBe(said);
});

test('what nobody did was done by Illuminate', () => {
  expect([sayActor('system'), sayActor('the operator'), sayActor('Asha Rao (per_5k2m9q0v)')]).toEqual([
    'Illuminate',
    'The operator',
    'Asha Rao',
  ]);
});
