import { organisationRole, platformRole } from '@illuminate/contract';
import { type Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { findPerson } from '../find-person.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { wallTime } from '../words.ts';
import { jsonOption, organisationOption } from './options.ts';

interface MemberOptions {
  readonly organisation: string;
  readonly withoutAdmin?: boolean;
  readonly json?: boolean;
}

interface JsonOptions {
  readonly json?: boolean;
}

const WITHOUT_ADMIN = ['--without-admin', 'even if the organisation is left without an administrator'] as const;
const PERSON = ['<person>', 'their e-mail address or id'] as const;

/** What is changed about people who are there already. */
export function addPeopleChanges(command: Command, terminal: Terminal): void {
  const line = (text: string) => [{ kind: 'line', text } as const];

  command
    .command('role')
    .description('give somebody another role in an organisation')
    .argument(...PERSON)
    .addOption(organisationOption())
    .addOption(new Option('--role <role>', 'the new one').choices(organisationRole.options).makeOptionMandatory())
    .option(...WITHOUT_ADMIN)
    .addOption(jsonOption())
    .action(async (named: string, { organisation, role, withoutAdmin, json }: MemberOptions & { role: string }) => {
      const client = connect(terminal);
      const { id: person } = await findPerson(client, named);
      const member = await client.call('setMemberRole', {
        params: { organisation, person },
        body: { role: organisationRole.parse(role), withoutAdmin: withoutAdmin === true },
      });
      printResult(
        terminal,
        { json: member, blocks: line(`${member.name} is ${member.role} of ${organisation}.`) },
        json,
      );
    });

  command
    .command('remove')
    .description('take somebody out of an organisation, at once')
    .argument(...PERSON)
    .addOption(organisationOption())
    .option(...WITHOUT_ADMIN)
    .addOption(jsonOption())
    .action(async (named: string, { organisation, withoutAdmin, json }: MemberOptions) => {
      const client = connect(terminal);
      const { id: person, name } = await findPerson(client, named);
      const query = withoutAdmin === true ? { withoutAdmin: 'yes' as const } : {};
      const removed = await client.call('removeMember', { params: { organisation, person }, query });
      printResult(
        terminal,
        { json: removed, blocks: line(`${name} sees nothing of ${organisation} any longer.`) },
        json,
      );
    });

  command
    .command('platform-roles')
    .description('say which roles of the platform somebody has: those named, and no others')
    .argument(...PERSON)
    .option('--role <role>', 'may be given several times; of a provider contact as provider-contact:ID', collect, [])
    .addOption(jsonOption())
    .action(async (named: string, { role, json }: JsonOptions & { role: string[] }) => {
      const client = connect(terminal);
      const roles = role.map(parseRole);
      const { id: person } = await findPerson(client, named);
      const set = await client.call('setPlatformRoles', { params: { person }, body: { roles } });
      const said = role.length === 0 ? 'no role of the platform' : role.join(', ');
      printResult(terminal, { json: set, blocks: line(`${set.name} has ${said}.`) }, json);
    });

  for (const [verb, disabled, said] of [
    ['disable', true, 'is shut; all sessions have ended'],
    ['enable', false, 'is open'],
  ] as const) {
    command
      .command(verb)
      .description(disabled ? 'shut an account' : 'open an account again')
      .argument(...PERSON)
      .addOption(jsonOption())
      .action(async (named: string, { json }: JsonOptions) => {
        const client = connect(terminal);
        const { id: person } = await findPerson(client, named);
        const set = await client.call('disablePerson', { params: { person }, body: { disabled } });
        printResult(terminal, { json: set, blocks: line(`The account of ${set.name} ${said}.`) }, json);
      });
  }

  command
    .command('reset-link')
    .description('make a link with which somebody chooses a new password: for an hour, once')
    .argument(...PERSON)
    .addOption(jsonOption())
    .action(async (named: string, { json }: JsonOptions) => {
      const client = connect(terminal);
      const { id: person, email } = await findPerson(client, named);
      const made = await client.call('makeResetLink', { params: { person } });
      const until = wallTime(made.expiresAt, 'UTC');
      printResult(
        terminal,
        {
          json: made,
          blocks: made.link === null ? [] : line(made.link),
          remarks: [
            made.link === null
              ? `The link goes to ${email} by mail. It holds until ${until} UTC.`
              : `This platform sends no mail: pass the link on to ${email} alone. It holds until ${until} UTC.`,
          ],
        },
        json,
      );
    });
}

const collect = (text: string, before: string[]): string[] => [...before, text];

function parseRole(text: string) {
  const [name, provider] = text.split(':');
  const role = platformRole.safeParse(name);
  if (!role.success) throw new UsageError(`--role ${text}: there are ${platformRole.options.join(', ')}.`);
  return { role: role.data, ...(provider === undefined ? {} : { provider }) };
}
