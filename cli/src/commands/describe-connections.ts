import type { Connection, ConnectionSummary } from '@illuminate/contract';
import { type Block, type Cell, tableUnlessEmpty } from '../output.ts';
import { count, duration, lowerFirst, wallTime } from '../words.ts';
import { sayDeliveries } from './describe-deliveries.ts';
import { describeProgress, describeSync } from './describe-sync.ts';

const headlineOf = ({ headline: { icon, word, tone } }: ConnectionSummary): Cell => ({ text: `${icon} ${word}`, tone });

/** "2 connections: 1 up to date, 1 waiting for approval". */
export function summariseConnections(connections: readonly ConnectionSummary[]): string {
  if (connections.length === 0) return 'No connections yet. Make one with illuminate connections add.';
  const words = new Map<string, number>();
  for (const { headline } of connections) {
    const word = lowerFirst(headline.word);
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  const parts = [...words].map(([word, number]) => `${number} ${word}`);
  return `${count(connections.length, 'connection')}: ${parts.join(', ')}`;
}

const nextSync = ({ runningSync, nextSyncAt }: ConnectionSummary, now: string | null): string => {
  if (runningSync !== null) return 'now';
  if (nextSyncAt === null) return '-';
  const left = now === null ? null : Date.parse(nextSyncAt) - Date.parse(now);
  if (left === null) return `${wallTime(nextSyncAt, 'UTC')} UTC`;
  return left <= 0 ? 'due' : `in ${duration(left)}`;
};

const TITLES = ['Connection', 'Status', 'History', 'Data to', 'Events', 'Tickets', 'Rejects', 'Next sync'];

/** Connections side by side; times are the organisation's own. `now` is the server's, if it said so. */
export function connectionsTable(connections: readonly ConnectionSummary[], now: string | null): Block[] {
  return tableUnlessEmpty(
    TITLES.map((title, at) => ({ title, align: at >= 4 && at <= 6 ? 'right' : 'left' })),
    connections.map((one) => [
      one.name,
      headlineOf(one),
      one.progress === null ? '-' : describeProgress(one.progress),
      one.dataTo === null ? '-' : wallTime(one.dataTo, one.organisation.zone),
      one.counts.events.toLocaleString('en-GB'),
      one.salesSupplied ? one.counts.tickets.toLocaleString('en-GB') : '-',
      one.counts.rejects.toLocaleString('en-GB'),
      nextSync(one, now),
    ]),
  );
}

/** The commands that do what a page has buttons for; of an action that is not here, its label is what there is to say. */
const COMMANDS: Readonly<Record<string, (one: ConnectionSummary) => string>> = {
  reconnect: ({ name }) => `connections show ${name}`,
  'add-delivery-key': ({ name }) => `connections keys add ${name} --public-key-file FILE`,
  'show-deliveries': ({ name }) => `deliveries ${name}`,
  'show-uploads': ({ organisation }) => `upload list --organisation ${organisation.slug}`,
  'choose-source': ({ organisation }) => `sources --organisation ${organisation.slug}`,
  'fix-credential': ({ name }) => `connections rotate ${name} --secret-stdin`,
  'restore-store': ({ organisation }) => `stores restore ${organisation.slug}`,
  resume: ({ name }) => `connections resume ${name}`,
  'set-partner-credential': ({ provider }) => `partner-credential set ${provider.id} --secret-stdin`,
  'set-zone': ({ organisation }) => `organisations set-zone ${organisation.slug} ZONE --load-again`,
  'show-details': ({ name }) => `connections show ${name}`,
  'show-missing': ({ name }) => `connections show ${name}`,
  'show-rejects': ({ name }) => `rejects ${name}`,
  'show-steps': ({ name }) => `connections show ${name}`,
  test: ({ name }) => `connections test ${name}`,
};

/** What a person is to do about a connection, and with which command. */
export function whatToDo(one: ConnectionSummary): string | null {
  const { action } = one.headline;
  if (action === null || action.kind === 'show-progress') return null;
  const command = COMMANDS[action.kind]?.(one);
  return command === undefined ? action.label : `${action.label}: illuminate ${command}`;
}

/** As `whatToDo` for somebody who reads the connection's own page, which another look at it would not help. */
function whatToDoHere(one: Connection): string | null {
  const { action } = one.headline;
  if (action?.kind === 'show-details') return null;
  if (action?.kind === 'reconnect') return `${action.label}: ${reconnectCommand(one)}`;
  return action?.kind === 'show-steps' ? `${action.label}, as said below.` : whatToDo(one);
}

/** Settings stay as they were; a secret was destroyed, and is given anew. */
function reconnectCommand({ name, method }: Connection): string {
  return `illuminate connections reconnect ${name}${method === 'api-credentials' ? ' --secret-stdin' : ''}`;
}

const words = (fact: string): string => fact.replaceAll('_', ' ');

const SALES = ['orders', 'tickets', 'customers'] as const;

function holdings({ counts, salesSupplied }: Connection): string {
  const sales = SALES.map((name) => count(counts[name], name.slice(0, -1)));
  const held = [
    count(counts.events, 'event'),
    count(counts.performances, 'performance'),
    ...(salesSupplied ? sales : []),
    count(counts.observations, 'capacity observation'),
  ].join(', ');
  return salesSupplied ? held : `${held}; ${SALES.join(', ')}: not supplied by the feed`;
}

function consentOf({ consent, facts, organisation: { zone } }: Connection): string {
  if (consent === null) return words(facts.consent);
  const since = consent.since === null ? '' : ` since ${wallTime(consent.since, zone)}`;
  const ended = consent.endedAt === null ? '' : `, ended ${wallTime(consent.endedAt, zone)}`;
  return `${words(facts.consent)}, ${consent.client}${since}${ended} (${consent.evidence})`;
}

function credentialOf({ credential, facts, organisation: { zone } }: Connection): string {
  if (credential === null) return words(facts.credential);
  const used = credential.lastUsedAt === null ? 'never used' : `last used ${wallTime(credential.lastUsedAt, zone)}`;
  return `${words(facts.credential)}, ends in ${credential.lastFour}, set ${wallTime(credential.setAt, zone)}, ${used}`;
}

const list = (title: string, items: readonly string[], numbered = false): Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', title, items, numbered }];

/** How permission is given to read by itself; all else is brought. */
const READS: ReadonlySet<Connection['method']> = new Set(['provider-consent', 'api-credentials', 'support-request']);

function lastSyncOf({ lastSync, method, organisation: { zone } }: Connection): string | null {
  if (lastSync === null) return READS.has(method) ? 'never' : null;
  return `${describeSync(lastSync)} at ${lastSync.endedAt === null ? '-' : wallTime(lastSync.endedAt, zone)}`;
}

/** Only of what Illuminate reads by itself is the past loaded in steps. */
function describeHistory({ progress, salesSupplied, counts }: Connection): string | null {
  if (progress !== null) return describeProgress(progress);
  return salesSupplied && counts.orders === 0 ? 'nothing loaded yet' : null;
}

/** History ends by itself where a year holds no sale, which may be a gap and not the beginning. */
function olderSales({ name, progress, historyFrom, salesSupplied }: Connection): string | null {
  if (historyFrom !== null || progress?.complete !== true || !salesSupplied) return null;
  return `the oldest 12 months that were read hold none; if there are any: illuminate connections history ${name} --from YYYY-MM-DD`;
}

/** What another connection sells as well, and what was chosen about it. */
function sayTwoSources({ sources: { overlaps, choices } }: Connection): string[] {
  const days = (from: string, to: string) => `for performances from ${from} to ${to}`;
  return [
    ...overlaps.map(
      ({ first, later, performances, from, to, undecided }) =>
        `${count(performances, 'performance')} in ${first} and ${later}, ${from} to ${to}${undecided === null ? '' : `; ${undecided.performances} undecided, for which ${first} counts`}`,
    ),
    ...choices.map(({ counts, other, both, from, to, chosenBy }) =>
      both
        ? `${counts} and ${other} both count ${days(from, to)} (${chosenBy})`
        : `${counts} counts instead of ${other} ${days(from, to)} (${chosenBy})`,
    ),
  ];
}

/** One connection, whole: how it is, what to do, what it holds, what it may see. */
export function describeConnection(one: Connection): Block[] {
  const { headline, organisation, provider } = one;
  const local = (instant: string | null) => (instant === null ? null : wallTime(instant, organisation.zone));
  const failing = one.streams.filter(({ failures }) => failures > 0);
  const isWaiting = one.headline.action?.kind === 'show-steps' || one.facts.consent === 'awaiting';
  return [
    {
      kind: 'line',
      text: { text: `${one.name}: ${headline.icon} ${headline.word}. ${headline.sentence}`, tone: headline.tone },
    },
    ...list(
      'What to do',
      [whatToDoHere(one)].filter((text) => text !== null),
    ),
    ...list(`In ${provider.title}`, isWaiting ? one.steps : [], true),
    {
      kind: 'facts',
      facts: [
        ['Organisation', `${organisation.name} (${organisation.slug}), ${organisation.zone}, ${organisation.currency}`],
        [
          'Box office',
          `${provider.title}, ${one.method}${one.signedInAs === null ? '' : `, signed in as ${one.signedInAs}`}`,
        ],
        ['State', words(one.state)],
        ['Consent', consentOf(one)],
        ['Credential', credentialOf(one)],
        ['Sync', words(one.facts.sync)],
        ['Coverage', words(one.facts.coverage)],
        ['History', describeHistory(one)],
        ['History from', one.historyFrom ?? one.progress?.historyFrom ?? null],
        ['Older sales', olderSales(one)],
        ['Data to', local(one.dataTo)],
        ['Holds', holdings(one)],
        ['Rejects', one.counts.rejects === 0 ? 'none' : `${one.counts.rejects}; see illuminate rejects ${one.name}`],
        ['Running sync', one.runningSync === null ? null : describeSync(one.runningSync)],
        ['Last sync', lastSyncOf(one)],
        ['Next sync', local(one.nextSyncAt)],
        ['Every', READS.has(one.method) ? duration(one.syncEverySeconds * 1000) : null],
        ...Object.entries(one.settings).map(([name, value]) => [`Setting ${name}`, value] as const),
      ],
    },
    ...list(
      'Failing',
      failing.map(
        ({ stream, failures, lastFailure }) =>
          `${stream}, ${count(failures, 'time')} in a row: ${lastFailure === null ? 'no reason known' : `${lastFailure.cause} ${lastFailure.nextStep} (${lastFailure.reference})`}`,
      ),
    ),
    ...list('Deliveries', sayDeliveries(one)),
    ...list('Two sources', sayTwoSources(one)),
    ...list('Sees', one.sees),
    ...list('Cannot see', one.cannotSee),
    ...list('Not supplied', one.notSupplied),
    ...list(
      'Collects',
      one.collects.map(({ stream, fields }) => `${stream}: ${fields.join(', ')}`),
    ),
    ...list('Never collects', one.neverCollects),
  ];
}
