import type { DeskClaim, Output } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { jsonOption, organisationOption } from './options.ts';
import { printMoved } from './print-moved.ts';

interface StartOptions {
  readonly organisation: string;
  readonly provider: string;
  readonly client: string;
  readonly json?: boolean;
}

interface DecideOptions {
  readonly evidence: string;
  readonly json?: boolean;
}

function printClaim(terminal: Terminal, claimed: Output<'startClaim'>, json: boolean | undefined): void {
  const { claim, connection } = claimed;
  printResult(
    terminal,
    {
      json: claimed,
      blocks: [
        { kind: 'line', text: `Claimed ${claim.client} for ${connection}. Nothing is collected before it is proven.` },
        {
          kind: 'facts',
          facts: [
            ['Code', claim.code],
            ['Lives until', claim.codeUntil],
          ],
        },
        { kind: 'list', title: 'In the box office', items: claim.steps, numbered: true },
      ],
    },
    json,
  );
}

function startCommand(terminal: Terminal): Command {
  return new Command('start')
    .description('say which client at a provider is the organisation’s; a code proves it')
    .addOption(organisationOption())
    .requiredOption('--provider <id>', 'maker of the box office system')
    .requiredOption('--client <name>', 'name of the client there')
    .addOption(jsonOption())
    .action(async ({ organisation, provider, client, json }: StartOptions) => {
      const body = { provider, client };
      printClaim(terminal, await connect(terminal).call('startClaim', { params: { organisation }, body }), json);
    });
}

function codeCommand(terminal: Terminal): Command {
  return new Command('code')
    .description('a fresh code for a claim; the one of before proves nothing any more')
    .argument('<name>', 'name of the connection')
    .addOption(jsonOption())
    .action(async (connection: string, { json }: { json?: boolean }) => {
      printClaim(terminal, await connect(terminal).call('renewClaimCode', { params: { connection } }), json);
    });
}

function withdrawCommand(terminal: Terminal): Command {
  return new Command('withdraw')
    .description('withdraw a claim with its connection; nothing is collected, and it can be made again')
    .argument('<name>', 'name of the connection')
    .addOption(jsonOption())
    .action(async (connection: string, { json }: { json?: boolean }) => {
      const moved = await connect(terminal).call('stopConnection', { params: { connection }, body: {} });
      printMoved(terminal, 'Withdrew the claim of', moved, json);
    });
}

const stateOf = ({ state, whyDesk, codeSeenAt }: DeskClaim): string => {
  if (state !== 'at-desk') return 'waits for its code';
  if (whyDesk === 'asked') return 'asks the desk';
  return codeSeenAt === null ? 'rival' : 'rival, code seen';
};

function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('claims that wait, those for the desk first')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }) => {
      const listed = await connect(terminal).call('listClaims', {});
      const { items } = listed;
      printResult(
        terminal,
        {
          json: listed,
          blocks: [
            { kind: 'line', text: items.length === 0 ? 'No claims wait.' : count(items.length, 'claim') },
            ...tableUnlessEmpty(
              ['Claim', 'Organisation', 'Client', 'State', 'Also claimed by'].map((title) => ({ title })),
              items.map((claim) => [
                claim.id,
                claim.organisation.name,
                `${claim.client} (${claim.provider})`,
                stateOf(claim),
                claim.rivals.map(({ organisation }) => organisation).join(', '),
              ]),
            ),
          ],
        },
        json,
      );
    });
}

const DECISIONS = [
  ['approve', true, 'attach the client to the organisation'],
  ['decline', false, 'the organisation reads why'],
] as const;

function decideCommands(terminal: Terminal): Command[] {
  return DECISIONS.map(([name, approve, description]) =>
    new Command(name)
      .description(`${name} a claim: ${description}`)
      .argument('<claim>', 'id of the claim')
      .requiredOption('--evidence <text>', 'what you know it by')
      .addOption(jsonOption())
      .action(async (claim: string, { evidence, json }: DecideOptions) => {
        const body = { approve, evidence };
        const decided = await connect(terminal).call('decideClaim', { params: { claim }, body });
        const text = `${approve ? 'Approved' : 'Declined'} the claim of ${decided.connection}.`;
        printResult(terminal, { json: decided, blocks: [{ kind: 'line', text }] }, json);
      }),
  );
}

export function claimsCommand(terminal: Terminal): Command {
  const command = new Command('claims').description('which client at a provider is whose');
  const commands = [
    startCommand(terminal),
    codeCommand(terminal),
    withdrawCommand(terminal),
    listCommand(terminal),
    ...decideCommands(terminal),
  ];
  for (const one of commands) command.addCommand(one);
  return command;
}
