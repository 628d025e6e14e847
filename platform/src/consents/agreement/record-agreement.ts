import type { Connector } from '@illuminate/connector-kit';
import type { Transaction } from 'kysely';
import { appendAudit } from '../../audit/append.ts';
import { nameOfActor } from '../../audit/say-actor.ts';
import { newId } from '../../control/new-id.ts';
import type { Connection } from '../../control/schema/connections.ts';
import type { AgreementRow } from '../../control/schema/consents.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ControlTables } from '../../control/schema.ts';
import { agreementText, REVIEW_AFTER_MONTHS } from './agreement-text.ts';

/** Who agrees: a person of the organisation, or the operator, who vouches that it was arranged. */
export type Agreeing =
  | { readonly basis: 'accepted'; readonly name: string; readonly position: string | null }
  | { readonly basis: 'arranged' };

export interface RecordAgreement {
  readonly connector: Connector;
  readonly connection: Pick<Connection, 'id' | 'name' | 'organisation_id'>;
  readonly organisation: Pick<Organisation, 'name'>;
  readonly agreeing: Agreeing;
  readonly actor: string;
  readonly now: Date;
}

/** Within the transaction of the deed. One that was in force ends with it. */
export async function recordAgreement(
  trx: Transaction<ControlTables>,
  { connector, connection, organisation, agreeing, actor, now }: RecordAgreement,
): Promise<AgreementRow> {
  await endAgreement(trx, connection.id, now);
  const { version, text, hash } = agreementText(connector, organisation.name);
  const agreement = await trx
    .insertInto('agreements')
    .values({
      id: newId('agr'),
      connection_id: connection.id,
      organisation_id: connection.organisation_id,
      version,
      text,
      hash,
      basis: agreeing.basis,
      name: agreeing.basis === 'accepted' ? agreeing.name : nameOfActor(actor),
      position: agreeing.basis === 'accepted' ? agreeing.position : null,
      actor,
      accepted_at: now,
      review_on: monthsAfter(now, REVIEW_AFTER_MONTHS),
      ended_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendAudit(trx, {
    at: now,
    actor,
    action: `agreement.${agreeing.basis}`,
    subject: connection.id,
    organisationId: connection.organisation_id,
    details: { connection: connection.name, agreement: agreement.id, version, hash, name: agreement.name },
  });
  return agreement;
}

export async function endAgreement(trx: Transaction<ControlTables>, connectionId: string, now: Date): Promise<void> {
  await trx
    .updateTable('agreements')
    .set({ ended_at: now })
    .where('connection_id', '=', connectionId)
    .where('ended_at', 'is', null)
    .execute();
}

/** The same day of the month, or its last. */
function monthsAfter(now: Date, months: number): string {
  const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months + 1, 0));
  const day = Math.min(now.getUTCDate(), last.getUTCDate());
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), day)).toISOString().slice(0, 10);
}
