// What was done to a connection, as people read it: from an entry of the audit trail.

import { sayAction } from '../audit/say-action.ts';

interface Deed {
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Names {
  readonly providerTitle: string;
}

type Say = (details: Deed['details'], names: Names) => string;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

const SAY_REASON: Readonly<Record<string, (title: string) => string>> = {
  'consent-list-failed': (title) => `${title}'s list of permissions could not be read`,
  'consent-list-empty': (title) => `${title}'s list of permissions came back empty`,
  'consent-list-shrunk': (title) => `${title}'s list of permissions lost many names at once`,
  restored: () => 'the control database was restored from a dump',
};

function because(details: Deed['details'], { providerTitle }: Names): string {
  const reason = SAY_REASON[text(details.reason)];
  return reason === undefined ? '' : `, because ${reason(providerTitle)}`;
}

const named = (name: unknown): string => (text(name) === '' ? '' : ` “${text(name)}”`);

const SAY: Readonly<Record<string, Say>> = {
  'connection.added': () => 'Connected the box office.',
  'connection.reconnected': () => 'Connected the box office again.',
  'connection.consent-granted': (_, { providerTitle }) => `Permission was given in ${providerTitle}.`,
  'connection.consent-withdrawn': (_, { providerTitle }) =>
    `Permission was withdrawn in ${providerTitle}; collection stopped.`,
  'connection.suspended': (details, names) => `Collection was suspended${because(details, names)}.`,
  'connection.awaits-consent': (_, { providerTitle }) => `Permission turned out not to be given in ${providerTitle}.`,
  'claim.vouched': ({ client }, { providerTitle }) =>
    `The operator vouched that the client ${text(client)} at ${providerTitle} is yours.`,
  'claim.started': ({ client }, { providerTitle }) => `Named the client ${text(client)} at ${providerTitle} as yours.`,
  'claim.proven': ({ client }) => `The code was seen: the client ${text(client)} is yours.`,
  'claim.rival': () => 'The code was seen; the support desk looks at the claim.',
  'claim.desk-asked': () => 'Asked the support desk to decide the claim.',
  'claim.withdrawn': ({ client }) => `Withdrew the claim of the client ${text(client)}.`,
  'claim.approved': ({ client }) => `The support desk approved the claim: the client ${text(client)} is yours.`,
  'claim.declined': () => 'The support desk declined the claim.',
  'agreement.accepted': ({ version, name }) => `${text(name)} agreed to the data agreement, version ${text(version)}.`,
  'agreement.arranged': ({ version }) => `Recorded the data agreement, version ${text(version)}, as arranged.`,
  'consent.receipt-issued': () => 'Wrote a receipt of the consent.',
  'history.loaded': () => 'All of the history was loaded.',
  'connection.paused': () => 'Paused collection.',
  'connection.resumed': () => 'Resumed collection.',
  'connection.stopped': ({ collected, from }) => {
    if (from === 'waiting_for_consent') return 'Called the connection off before permission was given.';
    return collected === 'to be deleted'
      ? 'Stopped sharing; what was collected is to be deleted.'
      : 'Stopped sharing; what was collected is kept.';
  },
  'deletion.asked': () => 'Asked for what was collected to be deleted.',
  'deletion.cancelled': ({ why }) =>
    why === 'reconnected'
      ? 'Connected again, so what was collected is not deleted.'
      : 'Cancelled the deletion of what was collected.',
  'deletion.done': () => 'Deleted what was collected; there is a certificate.',
  'deletion.repeated': () => 'Something older was restored, so what was deleted is deleted once more.',
  'connection.credential-rotated': () => 'Replaced the sign-in.',
  'connection.history-set': ({ from }) => `Had history read back to ${text(from)}.`,
  'connection.absent-accepted': () => 'Confirmed that what is missing from the feed is gone.',
  'connection.pages-replayed': () => 'Had the kept pages replayed.',
  'connection.resync-asked': () => 'Had everything loaded again from scratch.',
  'connection.resync-missing-accepted': () => 'Confirmed that the orders which are shown no more are gone.',
  'connection.resync-abandoned': () => 'Gave up loading from scratch.',
  'connection.resynced': ({ orders, gone }) =>
    `Put what was loaded from scratch in place: ${number(orders)} orders put right, ${number(gone)} gone.`,
  'column-map.set': ({ records, version }) =>
    `Set how delivered files of ${text(records)} are read, version ${number(version)}.`,
  'delivery-key.added': ({ name }) => `Registered a key for deliveries${named(name)}.`,
  'delivery-key.retired': ({ name }) => `Retired a key for deliveries${named(name)}.`,
  'reconciliation.read-again': ({ performances }) =>
    number(performances) === 1
      ? 'Had the orders of one performance read again.'
      : `Had the orders of ${number(performances)} performances read again.`,
};

/** A deed that is new to us is told by its name, which says what it is. */
export function sayDeed({ action, details }: Deed, names: Names): string {
  const said = SAY[action]?.(details, names);
  return said ?? `${sayAction(action)}.`;
}
