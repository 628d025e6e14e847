import { type Fleet, type FleetQuestion, fleetSort, headlineCode } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { printResult, type Result, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, duration, lowerFirst, wallTime } from '../words.ts';
import { integer, jsonOption } from './options.ts';

type FleetOptions = Partial<Omit<FleetQuestion, 'cursor' | 'direction'>> & {
  readonly descending?: boolean;
  readonly csv?: boolean;
  readonly json?: boolean;
};

const WHO = { nobody: '-', organisation: 'the organisation', operator: 'us', provider: 'the provider' };

function describeFleet(fleet: Fleet): Result {
  const { asOf, counts, items, matching, total } = fleet;
  const kinds = counts.map(({ word, connections }) => `${connections.toLocaleString('en-GB')} ${lowerFirst(word)}`);
  return {
    json: fleet,
    blocks: [
      { kind: 'line', text: `${count(total, 'connection')}: ${kinds.join(', ') || 'none that fits'}` },
      ...tableUnlessEmpty(
        ['Connection', 'Status', 'For', 'Whose turn', 'Data to', 'What is the matter'].map((title) => ({
          title,
          align: 'left',
        })),
        items.map(({ name, headline, dataTo, organisation }) => [
          name,
          { text: `${headline.icon} ${headline.word}`, tone: headline.tone },
          headline.since === null ? '-' : duration(Date.parse(asOf) - Date.parse(headline.since)),
          WHO[headline.whoActs],
          dataTo === null ? '-' : wallTime(dataTo, organisation.zone),
          headline.sentence,
        ]),
      ),
    ],
    remarks: items.length < matching ? [`The first ${items.length} of ${matching}; --limit shows more.`] : [],
  };
}

export function fleetCommand(terminal: Terminal): Command {
  return new Command('fleet')
    .description('every connection by how it is, the worst first')
    .addOption(new Option('--headline <code>', 'those with this headline').choices(headlineCode.options))
    .addOption(new Option('--who-acts <who>', 'those whose turn it is').choices(Object.keys(WHO)))
    .option('--provider <id>', 'those of this provider')
    .option('--text <part>', 'those with this in the name of organisation or connection')
    .addOption(new Option('--sort <by>', 'what comes first').choices(fleetSort.options).default('worst'))
    .option('--descending', 'the other way round')
    .option('--limit <number>', 'how many to show', integer, 50)
    .addOption(new Option('--csv', 'print a spreadsheet of all that fits').conflicts('json'))
    .addOption(jsonOption())
    .action(async ({ csv, json, descending, ...asked }: FleetOptions) => {
      const query = { ...asked, ...(descending === true ? { direction: 'descending' as const } : {}) };
      const client = connect(terminal);
      if (csv === true) {
        const response = await client.request('listFleet', { query: { ...query, limit: 5_000 }, accept: 'text/csv' });
        terminal.out(new Uint8Array(await response.arrayBuffer()));
        return;
      }
      printResult(terminal, describeFleet(await client.call('listFleet', { query })), json);
    });
}
