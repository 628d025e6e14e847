// Providers that are not integrated, held against the points that decide. What is not known says so; what is believed without a
// source is `unchecked`, and is no reason for anything.

export type Verdict = 'yes' | 'partly' | 'no' | 'unknown';

/** What evidence is: the maker's own words, public code that runs against it, somebody else's words, belief, or none. */
export type Basis = 'vendor' | 'public-code' | 'third-party' | 'unchecked' | 'nothing-found';

export interface Assessment {
  readonly verdict: Verdict;
  readonly evidence: string;
  readonly basis: Basis;
}

export interface Candidate {
  readonly id: string;
  readonly title: string;
  /** The day on which the evidence was looked at, YYYY-MM-DD. */
  readonly assessedOn: string;
  readonly points: {
    /** Can somebody else take data out of it safely and securely? Without that nothing follows. */
    readonly safe: Assessment;
    /** Is it used by a significant number of organisations? */
    readonly used: Assessment;
    /** Is its maker willing to integrate? */
    readonly willing: Assessment;
    /** Has its maker the technology and the resources to share data? */
    readonly able: Assessment;
  };
  /** What follows, in a sentence. */
  readonly outlook: string;
}

const ASSESSED = '2026-11-29';

const unknown = (evidence: string): Assessment => ({ verdict: 'unknown', evidence, basis: 'nothing-found' });
const by =
  (basis: Basis) =>
  (verdict: Verdict, evidence: string): Assessment => ({ verdict, evidence, basis });
const vendor = by('vendor');
const thirdParty = by('third-party');
const unchecked = by('unchecked');

/** The likeliest first. */
export const candidates: readonly Candidate[] = [
  {
    id: 'ticketsource',
    title: 'TicketSource',
    assessedOn: ASSESSED,
    points: {
      safe: vendor(
        'partly',
        'A key for each account over TLS; a key has no scopes, so that one given for reading can also delete customers.',
      ),
      used: unchecked('yes', 'A long tail of community, amateur and small venues in the UK; no count was found.'),
      willing: thirdParty(
        'partly',
        'Publishes its interface; its terms forbid passing data on without a separate signed agreement.',
      ),
      able: vendor(
        'yes',
        'A published OpenAPI document with customers, bookings and seats; no list of changes and no capacity.',
      ),
    },
    outlook: 'Strong. The first question is a legal one, the agreement, and not a technical one.',
  },
  {
    id: 'ticket-tailor',
    title: 'Ticket Tailor',
    assessedOn: ASSESSED,
    points: {
      safe: vendor('yes', 'A key for each box office over TLS, without scopes; what it sends by itself is signed.'),
      used: unchecked('yes', 'Small and middle venues and festivals; no count was found.'),
      willing: vendor('yes', 'Anybody with an account can make a key and build on the documented interface.'),
      able: vendor(
        'yes',
        'Orders, tickets and events with paging; orders can be asked for by when they were made, not by when they changed.',
      ),
    },
    outlook: 'Strong. Changes to older orders have to be found by reading them again.',
  },
  {
    id: 'pretix',
    title: 'pretix',
    assessedOn: ASSESSED,
    points: {
      safe: vendor(
        'yes',
        'Tokens with the rights of a team, OAuth, and personal fields can be left out before they are sent.',
      ),
      used: unchecked('no', 'Few arts organisations in the UK; no count was found.'),
      willing: vendor('yes', 'Open source, with a documented interface that anybody may use.'),
      able: vendor('yes', 'Orders changed since a moment, and a ledger of transactions.'),
    },
    outlook: 'The best interface of all, and few users here: useful as a reference.',
  },
  {
    id: 'eventbrite',
    title: 'Eventbrite',
    assessedOn: ASSESSED,
    points: {
      safe: vendor(
        'partly',
        'OAuth over TLS; a token opens the whole account, and what it sends by itself is not signed.',
      ),
      used: unchecked('yes', 'Many small and occasional users; no count was found.'),
      willing: vendor('yes', 'Anybody with an account can use the documented interface.'),
      able: by('public-code')(
        'yes',
        'Orders changed since a moment; the hourly limit is quoted differently in different places.',
      ),
    },
    outlook: 'Good technically; its users are seldom funded organisations.',
  },
  {
    id: 'line-up',
    title: 'Line-Up',
    assessedOn: ASSESSED,
    points: {
      safe: thirdParty('partly', 'A key for each sales channel over TLS, for an interface that is meant for selling.'),
      used: unchecked('partly', 'Some theatres in the UK; no count was found.'),
      willing: thirdParty('partly', 'Publishes an OpenAPI document, which was not seen.'),
      able: unknown('Whether past orders of all channels can be read is not known.'),
    },
    outlook: 'To be looked at again once its document has been read.',
  },
  {
    id: 'ticketco',
    title: 'TicketCo',
    assessedOn: ASSESSED,
    points: {
      safe: vendor('partly', 'A token on request, after a check of who asks; permissions for three sets of data.'),
      used: unchecked('partly', 'Some venues and sports clubs in the UK; no count was found.'),
      willing: vendor('partly', 'Gives access on request.'),
      able: vendor('partly', 'Events, sales and customers; how changes are found is not said.'),
    },
    outlook: 'Possible.',
  },
  {
    id: 'tessitura',
    title: 'Tessitura',
    assessedOn: ASSESSED,
    points: {
      safe: unchecked('yes', 'An interface with rights for each group of users, run by the organisation itself.'),
      used: unchecked('partly', 'Large houses; no count was found.'),
      willing: thirdParty(
        'partly',
        'Documentation for members only: it takes the organisation and the maker together.',
      ),
      able: unchecked('yes', 'Established interfaces; their documentation is not public and was not seen.'),
    },
    outlook: 'Later, by agreement with an organisation that uses it.',
  },
  {
    id: 'patronbase',
    title: 'PatronBase',
    assessedOn: ASSESSED,
    points: {
      safe: unknown('No public interface was found.'),
      used: unchecked('partly', 'Middle-sized venues in the UK and New Zealand; no count was found.'),
      willing: unknown('Nothing was found.'),
      able: vendor('partly', 'Reports can be written as CSV files by the organisation itself.'),
    },
    outlook: 'Its exports can be delivered now, through a column map; anything more takes an agreement.',
  },
  {
    id: 'audienceview',
    title: 'AudienceView',
    assessedOn: ASSESSED,
    points: {
      safe: unknown('No public interface was found.'),
      used: unchecked('partly', 'Some large venues in the UK; no count was found.'),
      willing: unknown('Nothing was found.'),
      able: vendor('partly', 'Reports for its users; public documentation of the product, not of an interface.'),
    },
    outlook: 'By agreement; exports can be delivered now.',
  },
  {
    id: 'savoy-systems',
    title: 'Savoy Systems',
    assessedOn: ASSESSED,
    points: {
      safe: unknown('Nothing public was found.'),
      used: unchecked('partly', 'Cinemas and arts centres in the UK; no count was found.'),
      willing: unknown('Nothing was found.'),
      able: unknown('Nothing public was found.'),
    },
    outlook: 'Nothing can be said before its maker has been asked.',
  },
  {
    id: 'monad',
    title: 'Monad Ticketing',
    assessedOn: ASSESSED,
    points: {
      safe: unknown('Nothing public was found.'),
      used: thirdParty('partly', 'Small and middle venues in the UK, by an article of 2018; no count was found.'),
      willing: unknown('Nothing was found.'),
      able: unknown('Nothing public was found.'),
    },
    outlook: 'Nothing can be said before its maker has been asked.',
  },
];

/** Systems that people may use, and that have not been held against the points. The last stands for any other. */
export const otherSystems: readonly { readonly id: string; readonly title: string }[] = [
  { id: 'billetto', title: 'Billetto' },
  { id: 'dice', title: 'DICE' },
  { id: 'humanitix', title: 'Humanitix' },
  { id: 'ticketmaster', title: 'Ticketmaster' },
  { id: 'trybooking', title: 'TryBooking' },
  { id: 'universe', title: 'Universe' },
  { id: 'weezevent', title: 'Weezevent' },
  { id: 'wegottickets', title: 'WeGotTickets' },
  { id: 'another', title: 'Another system' },
];
