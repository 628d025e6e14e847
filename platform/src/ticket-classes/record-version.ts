import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { TicketClassChoicesTable } from '../control/schema/ticket-classes.ts';
import type { ControlTables } from '../control/schema.ts';
import { latestVersion } from './standing-classes.ts';

export type ClassChoice = Pick<TicketClassChoicesTable, 'connection_id' | 'type_key' | 'class' | 'is_concession'>;

export interface NewVersion {
  readonly organisation: Pick<Organisation, 'id'>;
  readonly actor: string;
  readonly at: Date;
  readonly restores: number | null;
  readonly choices: readonly ClassChoice[];
}

/** Holds other sorters of this organisation off until the transaction ends. @returns the number of the latest version */
export async function lockVersions(trx: Transaction<ControlTables>, organisationId: string): Promise<number> {
  await trx.selectFrom('organisations').select('id').where('id', '=', organisationId).forUpdate().execute();
  return latestVersion(trx, organisationId);
}

/** Writes a version. The audit trail is told how many types changed, never what a box office calls them. */
export async function recordVersion(
  trx: Transaction<ControlTables>,
  latest: number,
  { organisation, actor, at, restores, choices }: NewVersion,
): Promise<void> {
  const version = latest + 1;
  const { id } = organisation;
  await trx
    .insertInto('ticket_class_versions')
    .values({ organisation_id: id, version, restores, sorted_by: actor, sorted_at: at })
    .execute();
  if (choices.length > 0) {
    await trx
      .insertInto('ticket_class_choices')
      .values(choices.map((choice) => ({ organisation_id: id, version, ...choice })))
      .execute();
  }
  await appendAudit(trx, {
    at,
    actor,
    action: restores === null ? 'ticket-types.sorted' : 'ticket-types.restored',
    subject: id,
    organisationId: id,
    details: { version, types: choices.length, ...(restores === null ? {} : { restores }) },
  });
}

export type SortingDeps = Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'warehouse'>;
