import {
  type SortedTicketType,
  TICKET_CLASSES,
  type TicketClass,
  type TicketClasses,
  ticketClass,
} from '@illuminate/contract';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { type Block, printResult, type Result, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { integer, jsonOption, organisationOption } from './options.ts';

interface OfOrganisation {
  readonly organisation: string;
  readonly json?: boolean;
}

interface SortOptions extends OfOrganisation {
  readonly connection?: string;
  readonly as: string;
  readonly concession?: boolean;
}

function typeRow({ connection, ticketType, name, tickets, lowest, highest, sorted, suggestion }: SortedTicketType) {
  const prices = lowest === null ? '-' : lowest === highest ? lowest : `${lowest} to ${highest ?? ''}`;
  const said =
    sorted === null
      ? suggestion === null
        ? { text: 'not sorted', tone: 'warn' as const }
        : { text: `not sorted; ${suggestion.class}?`, tone: 'warn' as const }
      : `${sorted.class}${sorted.isConcession && sorted.class !== 'concession' ? ', concession' : ''}`;
  return [connection, ticketType, name ?? '-', tickets.toLocaleString('en-GB'), prices, said];
}

function describeClasses(classes: TicketClasses): Result {
  const { organisation, items, unsorted, unsortedTickets, version, versions } = classes;
  const [latest] = versions;
  const summary =
    items.length === 0
      ? 'No ticket types yet: they come with the first sales.'
      : unsorted === 0
        ? 'Every ticket type that was sold has a class.'
        : `${count(unsorted, 'ticket type')} with ${count(unsortedTickets, 'ticket')} ${unsorted === 1 ? 'has' : 'have'} no class.`;
  const blocks: Block[] = [
    { kind: 'line', text: summary },
    ...tableUnlessEmpty(
      [
        { title: 'Connection' },
        { title: 'Id' },
        { title: 'Ticket type' },
        { title: 'Tickets', align: 'right' },
        { title: 'Prices', align: 'right' },
        { title: 'Class' },
      ],
      items.map(typeRow),
    ),
  ];
  const remarks = [
    ...(latest === undefined ? [] : [`Version ${version}, by ${latest.by}, ${wallTime(latest.at, 'UTC')} UTC.`]),
    ...(items.some(({ sorted, suggestion, tickets }) => sorted === null && suggestion !== null && tickets > 0)
      ? [`Take what is suggested: illuminate ticket-types take-suggestions --organisation ${organisation}`]
      : []),
  ];
  return { json: classes, blocks, remarks };
}

function classOf(text: string): TicketClass | null {
  if (text === 'none') return null;
  const parsed = ticketClass.safeParse(text);
  if (!parsed.success) throw new UsageError(`"${text}" is no class. There are: ${TICKET_CLASSES.join(', ')}; none.`);
  return parsed.data;
}

export function ticketTypesCommand(terminal: Terminal): Command {
  const command = new Command('ticket-types').description('kinds of tickets, and the class that each was given');
  const list = (organisation: string) => connect(terminal).call('listTicketClasses', { params: { organisation } });
  command
    .command('list', { isDefault: true })
    .description('ticket types with what was sold of them')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async ({ organisation, json }: OfOrganisation) => {
      printResult(terminal, describeClasses(await list(organisation)), json);
    });
  command
    .command('sort')
    .description('give ticket types a class')
    .argument('<id...>', 'ids of the ticket types')
    .addOption(organisationOption())
    .addOption(
      new Option('--as <class>', `one of ${TICKET_CLASSES.join(', ')}; none takes it away`).makeOptionMandatory(),
    )
    .option('--connection <name>', 'whose ticket types; needed where two connections have the same id')
    .option('--concession', 'it is a concession as well')
    .addOption(jsonOption())
    .action(async (ids: string[], { organisation, connection, as, concession, json }: SortOptions) => {
      const chosen = classOf(as);
      const { version, items } = await list(organisation);
      const types = ids.map((id) => {
        const found = items.filter(
          (item) => item.ticketType === id && (connection === undefined || item.connection === connection),
        );
        const [one] = found;
        if (one === undefined) throw new UsageError(`There is no ticket type ${id}. See illuminate ticket-types.`);
        if (found.length > 1) throw new UsageError(`${id} is a type of ${found.length} connections: say --connection.`);
        return {
          connection: one.connection,
          ticketType: id,
          class: chosen,
          ...(concession === true ? { isConcession: true } : {}),
        };
      });
      const sorted = await connect(terminal).call('sortTicketTypes', {
        params: { organisation },
        body: { version, types },
      });
      printResult(terminal, describeClasses(sorted), json);
    });
  command
    .command('take-suggestions')
    .description('give every unsorted type the class that its name speaks for')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async ({ organisation, json }: OfOrganisation) => {
      const listed = await list(organisation);
      const types = listed.items.flatMap(({ connection, ticketType, tickets, sorted, suggestion }) =>
        sorted !== null || suggestion === null || tickets === 0
          ? []
          : [{ connection, ticketType, class: suggestion.class, isConcession: suggestion.isConcession }],
      );
      const sorted =
        types.length === 0
          ? listed
          : await connect(terminal).call('sortTicketTypes', {
              params: { organisation },
              body: { version: listed.version, types },
            });
      printResult(terminal, describeClasses(sorted), json);
    });
  command
    .command('restore')
    .description('bring the classes of an earlier version back; 0 takes all away')
    .argument('<version>', 'number of the version', integer)
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (version: number, { organisation, json }: OfOrganisation) => {
      const restored = await connect(terminal).call('restoreTicketClasses', { params: { organisation, version } });
      printResult(terminal, describeClasses(restored), json);
    });
  return command;
}
