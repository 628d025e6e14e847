// How far an organisation is with each step of being set up. Pure; nothing is ticked by hand.
import type { SetUpItem, SetUpStep } from '@illuminate/contract';
import type { SetUpConnection, SetUpFacts } from './set-up-facts.ts';

type Told = Pick<SetUpItem, 'state' | 'sentence'> & { readonly connection?: string; readonly uploads?: boolean };

const tell = (state: SetUpItem['state'], sentence: string, connection?: SetUpConnection): Told => ({
  state,
  sentence,
  ...(connection === undefined ? {} : { connection: connection.name, uploads: connection.uploads }),
});

const inUse = ({ connections }: Pick<SetUpFacts, 'connections'>): readonly SetUpConnection[] =>
  connections.filter(({ state }) => state !== 'stopped');

function confirmOrganisation({ organisation: { name, zone, currency }, people }: SetUpFacts): Told {
  const said = `${name}, on the clock of ${zone}, counting in ${currency}.`;
  if (people === null || people.joined > 0) return tell('completed', said);
  return people.invited > 0
    ? tell('in-progress', 'The first administrator is invited and has not signed in yet.')
    : tell('not-started', 'Nobody of the organisation has been invited yet.');
}

function approveAgreement(facts: SetUpFacts): Told {
  const asked = inUse(facts).filter(({ isAgreed }) => isAgreed !== null);
  const open = asked.find(({ isAgreed }) => isAgreed === false);
  if (open !== undefined) {
    return tell('not-started', 'Somebody who may decide about the data reads the agreement, and agrees by name.', open);
  }
  const [agreed] = asked;
  if (agreed !== undefined) return tell('completed', 'Agreed to. Its receipt is kept with the connection.', agreed);
  return tell('cannot-start', 'The agreement is part of connecting: choose your box office first.');
}

function connect(facts: SetUpFacts): Told {
  const connections = inUse(facts);
  const [first] = connections;
  if (first === undefined) return tell('not-started', 'Connect your box office, or upload what it exports.');
  const bad = connections.find(({ headline }) => headline.tone === 'bad');
  if (bad !== undefined) return tell('problem', bad.headline.sentence, bad);
  const busy = connections.find(({ headline }) => headline.tone === 'info' || headline.code === 'NOT_SET_UP');
  if (busy !== undefined) return tell('in-progress', busy.headline.sentence, busy);
  return tell(
    'completed',
    isOfAnotherStep(first) ? 'It is connected, and data arrives.' : first.headline.sentence,
    first,
  );
}

/** What is left to be matched or sorted is told where it is done, and once. */
const isOfAnotherStep = ({ headline: { action } }: SetUpConnection): boolean =>
  action?.kind === 'match-events' || action?.kind === 'sort-ticket-types';

function matchEvents({ matches }: SetUpFacts): Told {
  if (matches === null) {
    return tell(
      'cannot-start',
      'There is nothing to do yet: matching begins once funded activities are recorded here.',
    );
  }
  const { matched, events } = matches;
  if (matched === events) return tell('completed', `All of your ${events} events are matched.`);
  return tell(matched === 0 ? 'not-started' : 'in-progress', `${matched} of ${events} events are matched.`);
}

function sortTicketTypes({ ticketTypes: { hasBegun, unsorted }, ...facts }: SetUpFacts): Told {
  if (!inUse(facts).some(({ orders }) => orders > 0)) {
    return tell('cannot-start', 'No sales are here yet whose ticket types could be sorted.');
  }
  if (!hasBegun)
    return tell('not-started', 'Say which of your ticket types are full price, which are concessions, and so on.');
  if (unsorted === 0) return tell('completed', 'Every ticket type that was sold has a class.');
  return tell('in-progress', `${unsorted === 1 ? 'One ticket type needs' : `${unsorted} ticket types need`} a class.`);
}

function checkTotals(facts: SetUpFacts): Told {
  const connections = inUse(facts);
  const withSales = connections.filter(({ orders }) => orders > 0);
  if (withSales.length === 0) return tell('cannot-start', 'No sales are here yet to compare with your own report.');
  const differing = withSales.find(({ compared }) => compared?.differs === true);
  if (differing !== undefined) {
    return tell('problem', 'The box office counts some tickets otherwise than they are here.', differing);
  }
  const equal = withSales.find(({ compared }) => compared !== null);
  if (equal !== undefined) return tell('completed', 'What is here agrees with what the box office counts.', equal);
  const comparable = withSales.find(({ isComparable }) => isComparable);
  if (comparable === undefined) {
    return tell(
      'cannot-start',
      'This box office tells no totals of its own; compare with a report that you run there.',
    );
  }
  return comparable.isHistoryLoaded
    ? tell('not-started', 'It is compared tonight by itself; you can have it compared now.', comparable)
    : tell('cannot-start', 'History is still being loaded; it is compared once all of it is here.', comparable);
}

function inviteColleagues({ people }: SetUpFacts): Told {
  if (people === null) return tell('cannot-start', 'This platform has no accounts for people yet.');
  if (people.joined > 1) return tell('completed', `${people.joined} people of your organisation have joined.`);
  if (people.joined === 0) return tell('cannot-start', 'The first administrator signs in first.');
  return people.invited > 0
    ? tell('in-progress', people.invited === 1 ? 'One invitation is open.' : `${people.invited} invitations are open.`)
    : tell('not-started', 'One person of the organisation is here, and nobody else is invited.');
}

function seeFirstReport(facts: SetUpFacts): Told {
  if (facts.hasSeenReport) return tell('completed', 'A report has been run.');
  return facts.connections.some(({ events }) => events > 0)
    ? tell('not-started', 'Your events are here: run the Event ID report.')
    : tell('cannot-start', 'A report needs events, and none are here yet.');
}

const STEPS: readonly (readonly [SetUpStep, minutes: number, (facts: SetUpFacts) => Told])[] = [
  ['confirm-organisation', 2, confirmOrganisation],
  ['approve-agreement', 10, approveAgreement],
  ['connect', 10, connect],
  ['match-events', 20, matchEvents],
  ['sort-ticket-types', 15, sortTicketTypes],
  ['check-totals', 10, checkTotals],
  ['invite-colleagues', 5, inviteColleagues],
  ['see-first-report', 3, seeFirstReport],
];

export function setUpItems(facts: SetUpFacts): SetUpItem[] {
  return STEPS.map(([step, minutes, work]) => {
    const { connection = null, uploads = false, ...told } = work(facts);
    return { step, ...told, minutes, connection, uploads };
  });
}
