import type { ConnectionSummary, PlatformStatus } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { type Block, printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, duration, wallTime } from '../words.ts';
import { connectionsTable, summariseConnections, whatToDo } from './describe-connections.ts';
import { jsonOption } from './options.ts';

const elapsed = (from: string, to: string): string => duration(Date.parse(to) - Date.parse(from));

/** What needs a person, connection by connection. */
const actions = (connections: readonly ConnectionSummary[]): string[] =>
  connections.flatMap((one) => {
    const todo = whatToDo(one);
    return todo === null ? [] : [`${one.name}: ${one.headline.sentence} ${todo}`];
  });

const list = (title: string, items: readonly string[]): Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', title, items }];

const POLLS = { ok: 'answered', failed: 'failed', empty: 'came back empty', shrunk: 'lost many organisations at once' };

function describeStatus(status: PlatformStatus): Block[] {
  const { connections, consentPolls, now, schedules, simulators, warnings } = status;
  const missed = schedules.filter((schedule) => schedule.missed > 0);
  return [
    { kind: 'line', text: summariseConnections(connections) },
    ...connectionsTable(connections, now),
    ...list('What to do', actions(connections)),
    ...list('Warnings', warnings),
    ...list(
      'Missed',
      missed.map(
        (schedule) =>
          `${schedule.name}: ${count(schedule.missed, 'run')} of every ${duration(schedule.everySeconds * 1000)}`,
      ),
    ),
    {
      kind: 'facts',
      facts: [
        ['Illuminate', `${status.version}${status.demo ? ', demo' : ''}, up ${elapsed(status.startedAt, now)}`],
        ['Control database', status.controlDatabase],
        ...consentPolls.map(
          ({ provider, at, outcome }) =>
            [`Consent at ${provider}`, `asked ${wallTime(at, 'UTC')} UTC, ${POLLS[outcome]}`] as const,
        ),
        ...simulators.map(({ provider, address }) => [`Simulator of ${provider}`, address] as const),
      ],
    },
  ];
}

export function statusCommand(terminal: Terminal): Command {
  return new Command('status')
    .description('how the platform and its connections are')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }) => {
      const status = await connect(terminal).call('showStatus', {});
      printResult(terminal, { json: status, blocks: describeStatus(status) }, json);
    });
}
