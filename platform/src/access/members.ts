import type { Member, OrganisationRole } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { notFound, notPossibleNow } from '../refusal.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock'>;

const ADMIN: OrganisationRole = 'organisation-admin';

/** The people of an organisation, by name. */
export async function listMembers(
  { db }: Pick<Context, 'db'>,
  organisation: Organisation,
): Promise<{ items: Member[] }> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['people.id', 'people.name', 'people.email', 'people.last_seen_at', 'people.disabled_at'])
    .select(['memberships.role', 'memberships.since'])
    .where('memberships.organisation_id', '=', organisation.id)
    .orderBy('people.name')
    .orderBy('people.id')
    .limit(1000)
    .execute();
  return {
    items: rows.map(({ id, name, email, role, since, last_seen_at, disabled_at }) => ({
      ...{ id, name, email, role, since: since.toISOString() },
      ...{ lastSeenAt: last_seen_at?.toISOString() ?? null, disabled: disabled_at !== null },
    })),
  };
}

export interface ChangeMember {
  readonly organisation: Organisation;
  readonly personId: string;
  /** Said on purpose, where the organisation's last administrator goes. */
  readonly withoutAdmin: boolean;
  readonly actor: string;
}

/** From their next request on. */
export async function setMemberRole(
  deps: Deps,
  input: ChangeMember & { readonly role: OrganisationRole },
): Promise<Member> {
  const { organisation, personId, role } = input;
  await change(deps, input, {
    action: 'member.role-changed',
    becomes: role,
    write: (trx) =>
      trx
        .updateTable('memberships')
        .set({ role })
        .where('organisation_id', '=', organisation.id)
        .where('person_id', '=', personId)
        .execute(),
  });
  const member = (await listMembers(deps, organisation)).items.find(({ id }) => id === personId);
  if (member === undefined) throw notFound('person of this organisation with this id');
  return member;
}

/** From their next request on they see nothing of the organisation. */
export async function removeMember(deps: Deps, input: ChangeMember): Promise<{ removed: boolean }> {
  const { organisation, personId } = input;
  await change(deps, input, {
    action: 'member.removed',
    becomes: null,
    write: (trx) =>
      trx
        .deleteFrom('memberships')
        .where('organisation_id', '=', organisation.id)
        .where('person_id', '=', personId)
        .execute(),
  });
  return { removed: true };
}

interface Change {
  readonly action: string;
  readonly becomes: OrganisationRole | null;
  readonly write: (trx: Transaction<ControlTables>) => Promise<unknown>;
}

async function change(
  { db, control, clock }: Deps,
  { organisation, personId, withoutAdmin, actor }: ChangeMember,
  { action, becomes, write }: Change,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // All of them are held, so that of two who go at once the second sees that the first has gone.
    const members = await trx
      .selectFrom('memberships')
      .innerJoin('people', 'people.id', 'memberships.person_id')
      .select(['memberships.person_id', 'memberships.role', 'people.name', 'people.disabled_at'])
      .where('memberships.organisation_id', '=', organisation.id)
      .orderBy('memberships.person_id')
      .forUpdate()
      .execute();
    const member = members.find(({ person_id }) => person_id === personId);
    if (member === undefined) throw notFound('person of this organisation with this id');
    const others = members.filter(
      ({ person_id, role, disabled_at }) => person_id !== personId && role === ADMIN && disabled_at === null,
    );
    if (member.role === ADMIN && becomes !== ADMIN && others.length === 0 && !withoutAdmin) {
      throw notPossibleNow(
        `${member.name} is the only administrator of ${organisation.name}: nobody could invite people or stop collection there.`,
        'Make somebody else an administrator first, or say that it is to be left without one.',
      );
    }
    await write(trx);
    await appendAudit(trx, {
      at: clock.now(),
      actor,
      action,
      subject: personId,
      organisationId: organisation.id,
      details: { name: member.name, was: member.role, ...(becomes === null ? {} : { role: becomes }) },
    });
  });
  await control.requestDump(action);
}
