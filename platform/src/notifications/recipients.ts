import { mailAddress } from '@illuminate/contract';
import type { Kysely } from 'kysely';
import type { ControlTables } from '../control/schema.ts';
import type { Recipient } from './queue-mail.ts';

type Database = Kysely<ControlTables>;

/** Whoever administers an organisation. */
export async function adminsOf(db: Database, organisationId: string): Promise<Recipient[]> {
  const people = await db
    .selectFrom('people')
    .innerJoin('memberships', 'memberships.person_id', 'people.id')
    .select(['people.email', 'people.name'])
    .where('memberships.organisation_id', '=', organisationId)
    .where('memberships.role', '=', 'organisation-admin')
    .where('people.disabled_at', 'is', null)
    .orderBy('people.email_key')
    .limit(100)
    .execute();
  return reachable(people);
}

/** Whoever works at the support desk; where nobody does, whoever administers the platform. */
export async function deskOf(db: Database): Promise<Recipient[]> {
  const people = await db
    .selectFrom('people')
    .innerJoin('platform_roles', 'platform_roles.person_id', 'people.id')
    .select(['people.email', 'people.name', 'platform_roles.role'])
    .where('platform_roles.role', 'in', ['support-desk', 'platform-admin'])
    .where('people.disabled_at', 'is', null)
    .orderBy('people.email_key')
    .limit(100)
    .execute();
  const desk = people.filter(({ role }) => role === 'support-desk');
  return reachable(desk.length > 0 ? desk : people);
}

/** Whoever looks after a request: the one it is assigned to, or else the whole desk. */
export async function deskPeople(db: Database, assignee: string | null): Promise<Recipient[]> {
  return assignee === null ? deskOf(db) : [{ address: assignee }];
}

/** An address that no mail server of today takes keeps no deed from being done. */
function reachable(people: readonly { readonly email: string; readonly name: string }[]): Recipient[] {
  return people.flatMap(({ email, name }) => {
    const address = mailAddress.safeParse(email);
    return address.success ? [{ address: address.data, name }] : [];
  });
}
