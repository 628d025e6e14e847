import type { Person as PersonAnswer, PlatformRole } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Person } from '../control/schema/access.ts';
import type { ControlTables } from '../control/schema.ts';
import { invalidInput, notFound, notPossibleNow } from '../refusal.ts';
import { describeProvider } from './describe-roles.ts';
import { rolesOf } from './person-roles.ts';
import type { PersonRoles } from './principal.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock' | 'connectors'>;

export interface ListPeople {
  /** The compared form of the address after which the page begins. */
  readonly after: string | null;
  readonly limit: number;
}

/** A page of everybody with an account, in the order of their addresses. */
export async function listPeople(
  deps: Pick<Deps, 'db' | 'connectors'>,
  { after, limit }: ListPeople,
): Promise<{ items: PersonAnswer[]; next: string | null }> {
  let query = deps.db
    .selectFrom('people')
    .selectAll()
    .orderBy('email_key')
    .limit(limit + 1);
  if (after !== null) query = query.where('email_key', '>', after);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  return { items: await describe(deps, page), next: rows.length > limit ? (page.at(-1)?.email_key ?? null) : null };
}

/** In the order given: two queries, however many they are. */
async function describe(
  { db, connectors }: Pick<Deps, 'db' | 'connectors'>,
  people: readonly Person[],
): Promise<PersonAnswer[]> {
  if (people.length === 0) return [];
  const ids = people.map(({ id }) => id);
  const memberships = await db
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(['memberships.person_id', 'memberships.role', 'organisations.slug', 'organisations.name'])
    .where('memberships.person_id', 'in', ids)
    .orderBy('organisations.slug')
    .execute();
  const roles = await db
    .selectFrom('platform_roles')
    .selectAll()
    .where('person_id', 'in', ids)
    .orderBy('role')
    .execute();
  return people.map(({ id, name, email, created_at, last_seen_at, disabled_at }) => ({
    ...{ id, name, email, createdAt: created_at.toISOString(), lastSeenAt: last_seen_at?.toISOString() ?? null },
    disabled: disabled_at !== null,
    memberships: memberships
      .filter(({ person_id }) => person_id === id)
      .map((one) => ({ organisation: { slug: one.slug, name: one.name }, role: one.role })),
    platformRoles: roles
      .filter(({ person_id }) => person_id === id)
      .map(({ role, provider }) => ({
        role,
        provider: describeProvider(connectors, provider === '' ? null : provider),
      })),
  }));
}

async function shown(deps: Pick<Deps, 'db' | 'connectors'>, id: string): Promise<PersonAnswer> {
  const rows = await deps.db.selectFrom('people').selectAll().where('id', '=', id).execute();
  const [person] = await describe(deps, rows);
  if (person === undefined) throw new TypeError('a person just written is there');
  return person;
}

async function held(trx: Transaction<ControlTables>, id: string): Promise<Person> {
  const person = await trx.selectFrom('people').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (person === undefined) throw notFound('person with this id');
  return person;
}

export interface SetPlatformRoles {
  readonly personId: string;
  readonly roles: readonly { readonly role: PlatformRole; readonly provider?: string | undefined }[];
  readonly actor: string;
}

/** From their next request on. */
export async function setPlatformRoles(
  deps: Deps,
  { personId, roles, actor }: SetPlatformRoles,
): Promise<PersonAnswer> {
  const unknown = roles.findIndex(({ provider }) => provider !== undefined && !deps.connectors.has(provider));
  if (unknown >= 0) {
    throw invalidInput([{ path: `body.roles.${unknown}.provider`, message: 'is no provider that is integrated here' }]);
  }
  await deps.db.transaction().execute(async (trx) => {
    const at = deps.clock.now();
    const person = await held(trx, personId);
    const before = await rolesOf({ db: trx }, personId);
    await trx.deleteFrom('platform_roles').where('person_id', '=', personId).execute();
    if (roles.length > 0) {
      await trx
        .insertInto('platform_roles')
        .values(roles.map(({ role, provider = '' }) => ({ person_id: personId, role, provider, since: at })))
        .onConflict((on) => on.doNothing())
        .execute();
    }
    if (isAdmin(before)) await requireAdmin(trx);
    await appendAudit(trx, {
      at,
      actor,
      action: 'person.platform-roles-set',
      subject: personId,
      organisationId: null,
      details: { name: person.name, roles },
    });
  });
  await deps.control.requestDump('person.platform-roles-set');
  return shown(deps, personId);
}

const isAdmin = ({ platformRoles }: PersonRoles): boolean =>
  platformRoles.some(({ role }) => role === 'platform-admin');

/** Somebody must be left who can let others in; the operator’s key always could, but who has it is not always there. */
async function requireAdmin(trx: Transaction<ControlTables>): Promise<void> {
  const admin = await trx
    .selectFrom('platform_roles')
    .innerJoin('people', 'people.id', 'platform_roles.person_id')
    .select('people.id')
    .where('platform_roles.role', '=', 'platform-admin')
    .where('people.disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (admin !== undefined) return;
  throw notPossibleNow(
    'Nobody would be left who administers the platform.',
    'Make somebody else its administrator first.',
    'operator',
  );
}

export interface DisablePerson {
  readonly personId: string;
  readonly disabled: boolean;
  readonly actor: string;
}

export async function disablePerson(deps: Deps, { personId, disabled, actor }: DisablePerson): Promise<PersonAnswer> {
  await deps.db.transaction().execute(async (trx) => {
    const at = deps.clock.now();
    const person = await held(trx, personId);
    if ((person.disabled_at !== null) === disabled) return;
    await trx
      .updateTable('people')
      .set({ disabled_at: disabled ? at : null })
      .where('id', '=', personId)
      .execute();
    if (disabled) {
      await trx.deleteFrom('sessions').where('person_id', '=', personId).execute();
      await trx.deleteFrom('password_resets').where('person_id', '=', personId).execute();
      if (isAdmin(await rolesOf({ db: trx }, personId))) await requireAdmin(trx);
    }
    await appendAudit(trx, {
      at,
      actor,
      action: disabled ? 'person.disabled' : 'person.enabled',
      subject: personId,
      organisationId: null,
      details: { name: person.name },
    });
  });
  await deps.control.requestDump(disabled ? 'person.disabled' : 'person.enabled');
  return shown(deps, personId);
}

export async function endPersonSessions(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { personId, actor }: { readonly personId: string; readonly actor: string },
): Promise<{ ended: number }> {
  return db.transaction().execute(async (trx) => {
    const person = await held(trx, personId);
    const { numDeletedRows } = await trx.deleteFrom('sessions').where('person_id', '=', personId).executeTakeFirst();
    const ended = Number(numDeletedRows);
    await appendAudit(trx, {
      at: clock.now(),
      actor,
      action: 'sessions.ended',
      subject: personId,
      organisationId: null,
      details: { name: person.name, ended },
    });
    return { ended };
  });
}
