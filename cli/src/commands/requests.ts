import type { Request, RequestSummary } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { type Block, printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, duration, wallTime } from '../words.ts';
import { integer, jsonOption, refuseSecrets, secretOption, setOption } from './options.ts';

const STATES = [
  'open',
  'closed',
  'new',
  'waiting-for-organisation',
  'waiting-for-provider',
  'ready',
  'done',
  'declined',
];
const MOVES = ['ask-organisation', 'ask-provider', 'make-ready', 'decline', 'reopen'] as const;

interface ListOptions {
  readonly state: 'open';
  readonly assignee?: string;
  readonly limit: number;
  readonly json?: boolean;
}

interface CompleteOptions {
  readonly organisation?: string;
  readonly slug?: string;
  readonly zone?: string;
  readonly currency?: string;
  readonly method?: 'support-request' | 'delivery';
  readonly set: Record<string, string>;
  readonly secretStdin?: boolean;
  readonly note?: string;
  readonly invite: boolean;
  readonly json?: boolean;
}

export function requestsCommand(terminal: Terminal): Command {
  const command = new Command('requests').description('the queue of the support desk');
  const client = () => connect(terminal);
  const show = (request: Request, json: boolean | undefined) =>
    printResult(terminal, { json: request, blocks: blocksOf(request, new Date()) }, json);

  command
    .command('list')
    .description('list them: what waits for the desk first, the longest waiting before')
    .addOption(new Option('--state <state>', 'only those in this state').choices(STATES).default('open'))
    .option('--assignee <email>', 'only those of this person; "nobody" for what is nobody’s')
    .option('--limit <number>', 'at most so many', integer, 200)
    .addOption(jsonOption())
    .action(async ({ state, assignee, limit, json }: ListOptions) => {
      const { items, more } = await allPages(
        (page) => client().call('listRequests', { query: { ...page, state, ...(assignee ? { assignee } : {}) } }),
        limit,
      );
      printResult(
        terminal,
        {
          json: { items, more },
          blocks: [
            { kind: 'line', text: count(items.length, 'request') },
            ...tableUnlessEmpty(
              ['Id', 'State', 'For', 'Organisation', 'Waits', 'Who'].map((title) => ({ title })),
              items.map((request) => [
                request.id,
                { text: `${request.state.icon} ${request.state.word}`, tone: request.state.tone },
                whatFor(request),
                request.organisationName,
                ageOf(request.stateAt, new Date()),
                request.assignee?.name ?? '-',
              ]),
            ),
          ],
          remarks: more ? [`There are more; --limit ${limit * 10} shows up to that many.`] : [],
        },
        json,
      );
    });

  command
    .command('show')
    .description('one request: what was asked, what happened, what can be done')
    .argument('<id>', 'such as R-1042')
    .addOption(jsonOption())
    .action(async (id: string, { json }: { json?: boolean }) =>
      show(await client().call('showRequest', { params: { request: id } }), json),
    );

  command
    .command('note')
    .description('write a note, for the desk alone unless said otherwise')
    .argument('<id>', 'such as R-1042')
    .argument('<text>', 'what it says')
    .option('--to-requester', 'for its requester too, who gets it by mail')
    .addOption(jsonOption())
    .action(async (id: string, text: string, { toRequester, json }: { toRequester?: boolean; json?: boolean }) => {
      const body = { text, internal: toRequester !== true };
      show(await client().call('noteRequest', { params: { request: id }, body }), json);
    });

  command
    .command('move')
    .description('move it on; its requester is told by mail')
    .argument('<id>', 'such as R-1042')
    .addArgument(command.createArgument('<move>', 'what happens').choices([...MOVES]))
    .option('--note <text>', 'what its requester reads with it', '')
    .addOption(jsonOption())
    .action(async (id: string, move: (typeof MOVES)[number], { note, json }: { note: string; json?: boolean }) => {
      show(await client().call('moveRequest', { params: { request: id }, body: { move, note } }), json);
    });

  command
    .command('assign')
    .description('say who of the desk looks after it')
    .argument('<id>', 'such as R-1042')
    .argument('<email>', 'of somebody of the desk; "nobody" for nobody')
    .addOption(jsonOption())
    .action(async (id: string, email: string, { json }: { json?: boolean }) => {
      const body = { email: email === 'nobody' ? null : email };
      show(await client().call('assignRequest', { params: { request: id }, body }), json);
    });

  command
    .command('complete')
    .description('make the connection that was asked for, or let the organisation in')
    .argument('<id>', 'such as R-1042')
    .option('--organisation <slug>', 'an organisation that is here')
    .option('--slug <slug>', 'short name of the organisation, which is made')
    .option('--zone <zone>', 'its time zone, such as Europe/London')
    .option('--currency <code>', 'its currency, such as GBP')
    .addOption(new Option('--method <method>', 'how it is connected').choices(['support-request', 'delivery']))
    .addOption(setOption())
    .addOption(secretOption('the secret of the sign-in, if one is needed'))
    .option('--note <text>', 'what its requester reads with it', '')
    .option('--no-invite', 'do not invite its requester to the organisation')
    .addOption(jsonOption())
    .action(async (id: string, options: CompleteOptions) => {
      const params = { request: id };
      const { completion } = await client().call('showRequest', { params });
      const method = completion.methods.find((one) => one.method === options.method);
      refuseSecrets(options.set, method?.fields ?? []);
      const secret = options.secretStdin === true ? await terminal.readSecret('Secret') : undefined;
      const done = await client().call('completeRequest', {
        params,
        body: {
          ...(options.organisation === undefined ? {} : { organisation: options.organisation }),
          ...newOrganisation(options),
          ...(options.method === undefined ? {} : { method: options.method }),
          settings: options.set,
          ...(secret === undefined ? {} : { secret }),
          invite: options.invite,
          note: options.note ?? '',
        },
      });
      show(done, options.json);
    });

  return command;
}

function newOrganisation({ slug, zone, currency }: CompleteOptions) {
  if (slug === undefined && zone === undefined && currency === undefined) return {};
  if (slug === undefined || zone === undefined || currency === undefined) {
    throw new UsageError('A new organisation needs --slug, --zone and --currency.');
  }
  return { newOrganisation: { slug, zone, currency } };
}

const whatFor = ({ kind, provider }: RequestSummary): string =>
  kind === 'sign-up' ? 'Join Illuminate' : `Connect ${provider?.title ?? 'a box office'}`;

const ageOf = (since: string, now: Date): string => duration(now.getTime() - Date.parse(since));

function blocksOf(request: Request, now: Date): Block[] {
  const { id, state, contact, timeline, moves, assignee } = request;
  return [
    { kind: 'line', text: { text: `${id}: ${state.icon} ${state.word}`, tone: state.tone } },
    {
      kind: 'facts',
      facts: [
        ['For', whatFor(request)],
        [
          'Organisation',
          `${request.organisationName}${request.organisation === null ? '' : ` (${request.organisation})`}`,
        ],
        ['Contact', `${contact.name} <${contact.email}>`],
        ['Account', request.account],
        ['What is needed', request.need],
        ['Waits', ageOf(request.stateAt, now)],
        ['Looked after by', assignee?.name ?? 'nobody'],
        ['Connection', request.connection],
      ],
    },
    {
      kind: 'list',
      title: 'What happened (UTC)',
      items: timeline.map(
        ({ at, by, sentence, text, internal }) =>
          `${wallTime(at, 'UTC')} ${by}: ${sentence}${text === null ? '' : ` “${text}”`}${internal ? ' (desk only)' : ''}`,
      ),
    },
    ...(moves.length === 0 ? [] : [{ kind: 'line' as const, text: `Possible now: ${moves.join(', ')}` }]),
  ];
}
