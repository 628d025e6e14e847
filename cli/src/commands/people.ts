import {
  type Client,
  type InvitationMade,
  type Output,
  organisationRole,
  platformRole,
  role,
} from '@illuminate/contract';
import { Command, Option } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { jsonOption } from './options.ts';
import { addPeopleChanges } from './people-changes.ts';

interface Options {
  readonly organisation?: string;
  readonly json?: boolean;
}

interface InviteOptions extends Options {
  readonly role: string;
  readonly provider?: string;
}

type Person = Output<'listPeople'>['items'][number];

const ofOrganisation = () => new Option('--organisation <slug>', 'short name of the organisation');
const day = (instant: string | null): string => (instant === null ? 'never' : wallTime(instant, 'UTC'));

export function peopleCommand(terminal: Terminal): Command {
  const command = new Command('people').description('who has an account, and who was invited');

  command
    .command('list')
    .description('list everybody, or the people of one organisation')
    .addOption(ofOrganisation())
    .addOption(jsonOption())
    .action(async ({ organisation, json }: Options) => {
      const client = connect(terminal);
      const shown = organisation === undefined ? await everybody(client) : await members(client, organisation);
      printResult(terminal, shown, json);
    });

  command
    .command('invite')
    .alias('add')
    .description('invite somebody to an organisation or to a role of the platform')
    .argument('<e-mail>', 'their e-mail address')
    .addOption(new Option('--role <role>', 'what they will be').choices(role.options).makeOptionMandatory())
    .addOption(ofOrganisation())
    .option('--provider <id>', 'of a provider contact: the provider')
    .addOption(jsonOption())
    .action(async (email: string, { json, ...options }: InviteOptions) => {
      const made = await invite(connect(terminal), email, options);
      const expires = wallTime(made.expiresAt, 'UTC');
      printResult(
        terminal,
        {
          json: made,
          blocks: made.link === null ? [] : [{ kind: 'line', text: made.link }],
          remarks: [
            made.link === null
              ? `The invitation goes to ${email} by mail. It holds until ${expires} UTC, once.`
              : `This platform sends no mail: pass the link on to ${email}. It is not shown again, and holds until ${expires} UTC, once.`,
          ],
        },
        json,
      );
    });

  command
    .command('invitations')
    .description('list who was invited to an organisation, or to roles of the platform')
    .addOption(ofOrganisation())
    .addOption(jsonOption())
    .action(async ({ organisation, json }: Options) => {
      const client = connect(terminal);
      const answer =
        organisation === undefined
          ? await client.call('listPlatformInvitations', {})
          : await client.call('listInvitations', { params: { organisation } });
      const columns = ['Id', 'E-mail', 'Role', 'Invited by', 'Made (UTC)', 'State'];
      printResult(
        terminal,
        {
          json: answer,
          blocks: [
            { kind: 'line', text: count(answer.items.length, 'invitation') },
            ...tableUnlessEmpty(
              columns.map((title) => ({ title })),
              answer.items.map((one) => [
                one.id,
                one.email ?? '-',
                one.provider === null ? one.role : `${one.role} of ${one.provider.id}`,
                one.invitedBy,
                wallTime(one.createdAt, 'UTC'),
                one.state,
              ]),
            ),
          ],
        },
        json,
      );
    });

  command
    .command('uninvite')
    .description('take an invitation back')
    .argument('<id>', 'of the invitation')
    .addOption(ofOrganisation())
    .addOption(jsonOption())
    .action(async (invitation: string, { organisation, json }: Options) => {
      const client = connect(terminal);
      const revoked =
        organisation === undefined
          ? await client.call('revokePlatformInvitation', { params: { invitation } })
          : await client.call('revokeInvitation', { params: { organisation, invitation } });
      const text = `The invitation of ${revoked.email ?? 'the first administrator'} is ${revoked.state}.`;
      printResult(terminal, { json: revoked, blocks: [{ kind: 'line', text }] }, json);
    });

  addPeopleChanges(command, terminal);
  return command;
}

async function everybody(client: Client) {
  const { items } = await allPages((query) => client.call('listPeople', { query }));
  return {
    json: { items, nextCursor: null },
    blocks: [
      { kind: 'line', text: count(items.length, 'person', 'people') } as const,
      ...tableUnlessEmpty(
        ['Name', 'E-mail', 'Is', 'Last seen (UTC)'].map((title) => ({ title })),
        items.map((one) => [one.name, one.email, rolesOf(one), one.disabled ? 'account shut' : day(one.lastSeenAt)]),
      ),
    ],
  };
}

function rolesOf({ memberships, platformRoles }: Person): string {
  const roles = [
    ...platformRoles.map((one) => (one.provider === null ? one.role : `${one.role} of ${one.provider.id}`)),
    ...memberships.map((one) => `${one.role} of ${one.organisation.slug}`),
  ];
  return roles.length === 0 ? '-' : roles.join(', ');
}

async function members(client: Client, organisation: string) {
  const answer = await client.call('listMembers', { params: { organisation } });
  return {
    json: answer,
    blocks: [
      { kind: 'line', text: `${count(answer.items.length, 'person', 'people')} of ${organisation}` } as const,
      ...tableUnlessEmpty(
        ['Name', 'E-mail', 'Role', 'Last seen (UTC)'].map((title) => ({ title })),
        answer.items.map((one) => [one.name, one.email, one.role, one.disabled ? 'account shut' : day(one.lastSeenAt)]),
      ),
    ],
  };
}

function invite(
  client: Client,
  email: string,
  { role: name, organisation, provider }: InviteOptions,
): Promise<InvitationMade> {
  const inOrganisation = organisationRole.safeParse(name);
  const onPlatform = platformRole.safeParse(name);
  if (inOrganisation.success) {
    if (organisation === undefined)
      throw new UsageError(`--role ${name} is one in an organisation: name it with --organisation.`);
    return client.call('inviteMember', { params: { organisation }, body: { email, role: inOrganisation.data } });
  }
  if (!onPlatform.success) throw new UsageError(`--role ${name}: there is no such role.`);
  if (organisation !== undefined)
    throw new UsageError(`--role ${name} is one of the platform: leave --organisation out.`);
  return client.call('invitePlatformPerson', {
    body: { email, role: onPlatform.data, ...(provider === undefined ? {} : { provider }) },
  });
}
