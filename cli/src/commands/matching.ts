import { type EventPerformances, type ExclusionReason, exclusionReason, type Matching } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { type Block, printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { wallTime } from '../words.ts';
import { jsonOption, organisationOption } from './options.ts';

interface OfOrganisation {
  readonly organisation: string;
  readonly json?: boolean;
}

const figure = (number: number): string => number.toLocaleString('en-GB');
const percent = (score: number): string => `${Math.round(score * 100)} %`;

function describeStatus(matching: Matching): Block[] {
  const { sentence, counts, window, events, activities, deeds } = matching;
  const [last] = deeds.filter(({ undone }) => !undone);
  return [
    { kind: 'line', text: { text: sentence, tone: counts.matched < counts.events ? 'warn' : 'ok' } },
    {
      kind: 'facts',
      facts: [
        ['Events from', window === null ? null : `${window.from} to ${window.to}`],
        ['Tickets not in your figures', figure(counts.ticketsMissing)],
        ['Excluded', figure(counts.excluded)],
        ['Activities', `${figure(counts.activitiesMatched)} of ${figure(counts.activities)} have an event`],
        ['Suggestions', figure(counts.suggestions)],
        ['Last deed', last === undefined ? null : `${last.what}, by ${last.by} at ${wallTime(last.at, 'UTC')} UTC`],
      ],
    },
    ...tableUnlessEmpty(
      [
        { title: 'Event ID' },
        { title: 'Event without an activity' },
        { title: 'First' },
        { title: 'Tickets', align: 'right' },
        { title: 'Perhaps' },
        { title: 'Event' },
      ],
      events.map(({ eventId, name, first, tickets, suggestions, connection, event }) => [
        eventId ?? 'no number',
        name,
        first ?? '-',
        figure(tickets),
        suggestions[0]?.activityTitle ?? '-',
        `${connection} ${event}`,
      ]),
    ),
    ...tableUnlessEmpty(
      [{ title: 'Activity without an event' }, { title: 'From' }, { title: 'Why' }, { title: 'Activity' }],
      activities.map(({ title, from, why, activity }) => [title, from, why, activity]),
    ),
  ];
}

function describeSuggestions({ events, activities }: Matching): Block[] {
  const all = [...events, ...activities].flatMap(({ suggestions }) => suggestions);
  const once = new Map(all.map((one) => [`${one.activity} ${one.connection} ${one.event}`, one]));
  if (once.size === 0) return [{ kind: 'line', text: 'Nothing is suggested.' }];
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Score', align: 'right' },
        { title: 'Activity' },
        { title: 'Event' },
        { title: 'Because' },
        { title: 'To accept' },
      ],
      rows: [...once.values()]
        .sort((a, b) => b.score - a.score)
        .map(({ score, activity, activityTitle, eventName, reasons, connection, event }) => [
          percent(score),
          activityTitle,
          eventName,
          reasons.join(', '),
          `match ${activity} ${connection} ${event}`,
        ]),
    },
  ];
}

function describePerformances({ items, total }: EventPerformances): Block[] {
  if (items.length === 0) return [{ kind: 'line', text: 'The box office tells of no performance.' }];
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Begins' },
        { title: 'Venue' },
        { title: 'Tickets', align: 'right' },
        { title: 'Matched by itself with' },
        { title: 'Performance' },
      ],
      rows: items.map(({ starts, venue, cancelled, tickets, activities, performance }) => [
        `${starts ?? '-'}${cancelled ? ', cancelled' : ''}`,
        venue ?? '-',
        figure(tickets),
        activities.join(', ') || '-',
        performance,
      ]),
    },
    ...(items.length < total
      ? [{ kind: 'line', text: `The first ${items.length} of ${figure(total)}.` } as const]
      : []),
  ];
}

const print = (terminal: Terminal, matching: Matching, json: boolean | undefined, blocks = describeStatus(matching)) =>
  printResult(terminal, { json: matching, blocks }, json);

interface ExcludeOptions extends OfOrganisation {
  readonly reason: ExclusionReason;
  readonly note?: string;
}

/** `matching …`: the links between the activity log and the box office. */
export function matchingCommand(terminal: Terminal): Command {
  const command = new Command('matching').description('how the activity log and the box office are matched');
  const show = ({ organisation }: OfOrganisation) =>
    connect(terminal).call('showMatching', { params: { organisation } });
  command
    .command('status', { isDefault: true })
    .description('how far it is, and what is not matched, most tickets first')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (options: OfOrganisation) => print(terminal, await show(options), options.json));
  command
    .command('suggest')
    .description('likely matches, with what speaks for each; none is applied by itself')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (options: OfOrganisation) => {
      const matching = await show(options);
      print(terminal, matching, options.json, describeSuggestions(matching));
    });
  command
    .command('match')
    .description('match an activity with an event, or with some of its performances')
    .argument('<activity>', 'id of the activity')
    .argument('<connection>', 'name of the connection')
    .argument('<event>', 'id of the event in the box office’s API')
    .addOption(organisationOption())
    .option('--performance <id...>', 'only these performances')
    .addOption(jsonOption())
    .action(
      async (
        activity: string,
        connection: string,
        event: string,
        options: OfOrganisation & { performance?: string[] },
      ) => {
        const { organisation, json, performance } = options;
        const pair = {
          activity,
          connection,
          event,
          ...(performance === undefined ? {} : { performances: performance }),
        };
        const done = await connect(terminal).call('matchEvents', { params: { organisation }, body: { pairs: [pair] } });
        print(terminal, done, json);
      },
    );
  command
    .command('performances')
    .description('the performances of an event, of which an activity can be matched with some')
    .argument('<connection>', 'name of the connection')
    .argument('<event>', 'id of the event in the box office’s API')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (connection: string, event: string, { organisation, json }: OfOrganisation) => {
      const found = await connect(terminal).call('listEventPerformances', {
        params: { organisation },
        query: { connection, event },
      });
      printResult(terminal, { json: found, blocks: describePerformances(found) }, json);
    });
  command
    .command('exclude')
    .description('leave an event out that is no activity')
    .argument('<connection>', 'name of the connection')
    .argument('<event>', 'id of the event in the box office’s API')
    .addOption(organisationOption())
    .addOption(new Option('--reason <reason>', 'why').choices(exclusionReason.options).makeOptionMandatory())
    .option('--note <text>', 'for those who read it later')
    .addOption(jsonOption())
    .action(async (connection: string, event: string, { organisation, reason, note, json }: ExcludeOptions) => {
      const done = await connect(terminal).call('excludeEvents', {
        params: { organisation },
        body: { events: [{ connection, event }], reason, ...(note === undefined ? {} : { note }) },
      });
      print(terminal, done, json);
    });
  command
    .command('undo')
    .description('undo the last deed, or a named one of the last twenty')
    .argument('[deed]', 'id of the deed, from --json')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (deed: string | undefined, { organisation, json }: OfOrganisation) => {
      const body = deed === undefined ? {} : { deed };
      print(terminal, await connect(terminal).call('undoMatching', { params: { organisation }, body }), json);
    });
  return command;
}
