import { Command } from 'commander';
import { connect } from '../connect.ts';
import { findPerson } from '../find-person.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { jsonOption } from './options.ts';

export function sessionsCommand(terminal: Terminal): Command {
  const command = new Command('sessions').description('where people are signed in');

  command
    .command('end')
    .description('end all sessions of somebody, at once')
    .argument('<person>', 'their e-mail address or id')
    .addOption(jsonOption())
    .action(async (named: string, { json }: { json?: boolean }) => {
      const client = connect(terminal);
      const { id: person, name } = await findPerson(client, named);
      const answer = await client.call('endPersonSessions', { params: { person } });
      const text = `${count(answer.ended, 'session')} of ${name} ended.`;
      printResult(terminal, { json: answer, blocks: [{ kind: 'line', text }] }, json);
    });

  return command;
}
