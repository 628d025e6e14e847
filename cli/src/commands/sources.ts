import type { SourceChoice, SourceOverlap, Sources } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { type Block, printResult, type Result, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { jsonOption, organisationOption } from './options.ts';

interface ChooseOptions {
  readonly organisation: string;
  readonly count: string;
  readonly insteadOf?: string;
  readonly besides?: string;
  readonly from: string;
  readonly to: string;
  readonly why?: string;
  readonly json?: boolean;
}

const days = (from: string, to: string): string => (from === to ? from : `${from} to ${to}`);

function overlapRow({ first, later, performances, from, to, firstTickets, laterTickets, undecided }: SourceOverlap) {
  const number = (value: number) => value.toLocaleString('en-GB');
  return [
    first,
    later,
    number(performances),
    days(from, to),
    number(firstTickets),
    number(laterTickets),
    undecided === null
      ? { text: 'all chosen', tone: 'ok' as const }
      : { text: `${number(undecided.performances)}: ${first} counts`, tone: 'warn' as const },
  ];
}

function sayLeftOut({ leavesOut, other }: SourceChoice): string {
  if (leavesOut === null || leavesOut.performances === 0) return '-';
  const { performances, tickets, onlyThere } = leavesOut;
  const alone = onlyThere.tickets === 0 ? '' : `, ${count(onlyThere.tickets, 'ticket')} of them only in ${other}`;
  return `${count(tickets, 'ticket')} of ${count(performances, 'performance')}${alone}`;
}

function choiceRow(choice: SourceChoice): string[] {
  const { id, counts, other, both, from, to, chosenBy, chosenAt, why } = choice;
  return [
    id,
    both ? `${counts} and ${other}` : `${counts}, not ${other}`,
    days(from, to),
    sayLeftOut(choice),
    `${chosenBy}, ${wallTime(chosenAt, 'UTC')} UTC`,
    why ?? '-',
  ];
}

function describeSources(sources: Sources): Result {
  const { organisation, overlaps, choices } = sources;
  const standing = choices.filter(({ undoneAt }) => undoneAt === null);
  const open = overlaps.filter(({ undecided }) => undecided !== null);
  const [first] = open;
  const summary =
    overlaps.length === 0
      ? 'No sales come from two sources.'
      : `${count(overlaps.length, 'pair')} of sources sell the same.`;
  const blocks: Block[] = [
    { kind: 'line', text: summary },
    ...tableUnlessEmpty(
      [
        { title: 'Had them first' },
        { title: 'Has them too' },
        { title: 'Performances', align: 'right' },
        { title: 'On' },
        { title: 'Tickets there', align: 'right' },
        { title: 'Tickets here', align: 'right' },
        { title: 'Undecided' },
      ],
      overlaps.map(overlapRow),
    ),
    ...tableUnlessEmpty(
      ['Choice', 'Counts', 'Performances on', 'Leaves out', 'Chosen by', 'Why'].map((title) => ({ title })),
      standing.map(choiceRow),
    ),
  ];
  const remarks =
    first?.undecided == null
      ? []
      : [
          `Choose which counts: illuminate sources choose --organisation ${organisation} --count ${first.later} --instead-of ${first.first} --from ${first.undecided.from} --to ${first.undecided.to} (or the other way round). Until then ${first.first} does.`,
        ];
  return { json: sources, blocks, remarks };
}

export function sourcesCommand(terminal: Terminal): Command {
  const command = new Command('sources').description('sales that come from two connections, and which of them counts');
  command
    .command('list', { isDefault: true })
    .description('what two connections both sell, and what was chosen')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async ({ organisation, json }: { organisation: string; json?: boolean }) => {
      const sources = await connect(terminal).call('listSources', { params: { organisation } });
      printResult(terminal, describeSources(sources), json);
    });
  command
    .command('choose')
    .description('say which of two connections counts for the performances of some days')
    .addOption(organisationOption())
    .requiredOption('--count <connection>', 'the one that counts')
    .addOption(new Option('--instead-of <connection>', 'the one that does not').conflicts('besides'))
    .addOption(new Option('--besides <connection>', 'another that counts as well: they sold different tickets'))
    .requiredOption('--from <day>', 'first day of performances, YYYY-MM-DD')
    .requiredOption('--to <day>', 'last day, included')
    .option('--why <text>', 'for those who read it later')
    .addOption(jsonOption())
    .action(async ({ organisation, count: counts, insteadOf, besides, from, to, why, json }: ChooseOptions) => {
      const other = insteadOf ?? besides;
      if (other === undefined)
        throw new UsageError('Say --instead-of CONNECTION, or --besides CONNECTION if both count.');
      const sources = await connect(terminal).call('chooseSource', {
        params: { organisation },
        body: { counts, other, both: besides !== undefined, from, to, ...(why === undefined ? {} : { why }) },
      });
      printResult(terminal, describeSources(sources), json);
    });
  command
    .command('undo')
    .description('take a choice back')
    .argument('<choice>', 'id of the choice')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (choice: string, { organisation, json }: { organisation: string; json?: boolean }) => {
      const sources = await connect(terminal).call('undoSourceChoice', { params: { organisation, choice } });
      printResult(terminal, describeSources(sources), json);
    });
  return command;
}
