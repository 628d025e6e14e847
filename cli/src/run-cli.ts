import { ApiError, type Problem } from '@illuminate/contract';
import { DeliveryFault } from '@illuminate/delivery';
import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { activitiesCommand } from './commands/activities.ts';
import { agreementsCommand, receiptsCommand } from './commands/agreements.ts';
import { apiKeysCommand } from './commands/api-keys.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { bookersCommand } from './commands/bookers.ts';
import { claimsCommand } from './commands/claims.ts';
import { connectionsCommand } from './commands/connections.ts';
import { controlCommand } from './commands/control.ts';
import { deletionsCommand } from './commands/deletions.ts';
import { deliverCommand } from './commands/deliver.ts';
import { deliveriesCommand } from './commands/deliveries.ts';
import { doctorCommand } from './commands/doctor.ts';
import { fleetCommand } from './commands/fleet.ts';
import { mailsCommand } from './commands/mails.ts';
import { matchingCommand } from './commands/matching.ts';
import { organisationsCommand } from './commands/organisations.ts';
import { partnerCredentialCommand } from './commands/partner-credential.ts';
import { peopleCommand } from './commands/people.ts';
import { providersCommand } from './commands/providers.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { rejectsCommand } from './commands/rejects.ts';
import { reportCommand } from './commands/report.ts';
import { requestsCommand } from './commands/requests.ts';
import { restoreCommand } from './commands/restore.ts';
import { retentionCommand } from './commands/retention.ts';
import { sessionsCommand } from './commands/sessions.ts';
import { sourcesCommand } from './commands/sources.ts';
import { statusCommand } from './commands/status.ts';
import { storesCommand } from './commands/stores.ts';
import { ticketTypesCommand } from './commands/ticket-types.ts';
import { uploadCommand } from './commands/upload.ts';
import { CommandFailed, UsageError } from './errors.ts';
import { EXIT, EXIT_CODES_HELP, exitCodeOf } from './exit-codes.ts';
import { onOneLine } from './table.ts';
import type { Terminal } from './terminal.ts';

const COMMANDS = [
  statusCommand,
  fleetCommand,
  doctorCommand,
  providersCommand,
  organisationsCommand,
  connectionsCommand,
  claimsCommand,
  agreementsCommand,
  receiptsCommand,
  rejectsCommand,
  reconcileCommand,
  reportCommand,
  deliverCommand,
  deliveriesCommand,
  sourcesCommand,
  ticketTypesCommand,
  activitiesCommand,
  matchingCommand,
  uploadCommand,
  apiKeysCommand,
  peopleCommand,
  sessionsCommand,
  auditCommand,
  requestsCommand,
  mailsCommand,
  storesCommand,
  deletionsCommand,
  retentionCommand,
  bookersCommand,
  backupCommand,
  restoreCommand,
  partnerCredentialCommand,
  controlCommand,
];

const PLACES_HELP = `
Where Illuminate is: ILLUMINATE_URL and ILLUMINATE_API_KEY; or else this machine, at PORT or where the server last
said it is, with the operator's key in the data folder (ILLUMINATE_DATA, by default ./data).`;

const ACTORS = { organisation: 'the organisation', operator: 'the operator', provider: 'the provider', nobody: null };

/** Where in a request a field is, which nobody knows who typed a command. */
const PLACE_IN_REQUEST = /^(?:params|query|body)\.(?:settings\.)?/;

/** What happened, to what, what to do next, and the reference under which the log knows it. */
function describeProblem({ detail, nextStep, whoActs, reference, fields = [] }: Problem): string {
  const actor = ACTORS[whoActs];
  const wrong = fields.map(({ path, message }) => `${path.replace(PLACE_IN_REQUEST, '')}: ${message}`);
  const lines = [
    `Error: ${wrong[0] ?? detail}`,
    ...wrong.slice(1).map((line) => `  ${line}`),
    ...(nextStep === '' ? [] : [`Next: ${nextStep}`]),
    ...(actor === null ? [] : [`Who acts: ${actor}`]),
    ...(reference === '' ? [] : [`Reference: ${reference}`]),
  ];
  return lines.map((line) => `${onOneLine(line)}\n`).join('');
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('illuminate')
    .description("Connects an arts organisation's box office to one governed data platform.")
    .version(manifest.version)
    .addHelpText('after', `${PLACES_HELP}\n${EXIT_CODES_HELP}`);
  const settle = (command: Command) => {
    command
      .exitOverride()
      .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, getOutHelpWidth: () => terminal.width })
      .showHelpAfterError(`Try illuminate ${pathOf(command)}--help.`);
    command.commands.forEach(settle);
  };
  for (const create of COMMANDS) program.addCommand(create(terminal));
  settle(program);
  return program;
}

/** "connections add " for that command, nothing for the program itself. */
function pathOf(command: Command): string {
  return command.parent === null ? '' : `${pathOf(command.parent)}${command.name()} `;
}

/** Runs one command and gives its exit code. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (err) {
    if (err instanceof CommanderError) return err.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (err instanceof ApiError) {
      const asJson = args.includes('--json');
      terminal.err(asJson ? `${JSON.stringify(err.problem)}\n` : describeProblem(err.problem));
      return exitCodeOf(err.problem);
    }
    if (err instanceof UsageError || err instanceof CommandFailed) {
      terminal.err(`Error: ${err.message}\n`);
      return err instanceof UsageError ? EXIT.usage : err.exitCode;
    }
    if (err instanceof DeliveryFault) {
      terminal.err(`Error: ${onOneLine(err.detail)}\nNext: ${err.nextStep}\n`);
      return EXIT.failed;
    }
    throw err;
  }
}
