import type { Connector } from '@illuminate/connector-kit';
import type { Transaction } from 'kysely';
import { appendAudit } from '../../audit/append.ts';
import { hashContent } from '../../audit/chain.ts';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import { newId } from '../../control/new-id.ts';
import type { ReceiptKind } from '../../control/schema/consents.ts';
import type { ControlTables } from '../../control/schema.ts';
import { mailReceipt } from './mail-receipt.ts';
import { receiptDocument } from './receipt-document.ts';
import { sayEvidence } from './say-evidence.ts';

export interface IssueReceipt {
  readonly connector: Connector | undefined;
  readonly connectionId: string;
  readonly kind: ReceiptKind;
  readonly actor: string;
  readonly now: Date;
  /** When the deletion of what was collected begins; null where it is kept. */
  readonly deletedFrom?: Date | null;
}

/**
 * Within the transaction of what it says: there is no consent without its receipt, and its hash is in the audit trail. Whoever
 * administers the organisation gets it by mail.
 */
export async function issueReceipt(
  context: Pick<Context, 'keys' | 'clock'>,
  trx: Transaction<ControlTables>,
  { connector, connectionId, kind, actor, now, deletedFrom = null }: IssueReceipt,
): Promise<string | null> {
  // Of a provider that this version has no connector for there is nothing to say what is collected.
  if (connector === undefined) return null;
  const connection = await trx
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow();
  const organisation = await trx
    .selectFrom('organisations')
    .selectAll()
    .where('id', '=', connection.organisation_id)
    .executeTakeFirstOrThrow();
  const agreement = await trx
    .selectFrom('agreements')
    .selectAll()
    .where('connection_id', '=', connectionId)
    // The one in force, or else the last that was.
    .orderBy('ended_at', (order) => order.desc().nullsFirst())
    .orderBy('accepted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const consent = await trx
    .selectFrom('consents')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .orderBy('since', 'desc')
    .limit(1)
    .executeTakeFirst();
  const id = newId('rcp');
  const document = receiptDocument({
    id,
    kind,
    now,
    actor,
    deletedFrom,
    connector,
    connection,
    organisation,
    agreement,
    client: typeof connection.settings.client === 'string' ? connection.settings.client : null,
    evidence: sayEvidence(consent?.evidence ?? {}, organisation.zone),
    since: consent?.since ?? agreement?.accepted_at ?? now,
  });
  const hash = hashContent(document);
  await trx
    .insertInto('receipts')
    .values({
      id,
      connection_id: connectionId,
      organisation_id: connection.organisation_id,
      kind,
      at: now,
      document: json(document),
      hash,
    })
    .execute();
  await appendAudit(trx, {
    at: now,
    actor,
    action: 'consent.receipt-issued',
    subject: connectionId,
    organisationId: connection.organisation_id,
    details: { connection: connection.name, receipt: id, kind, hash },
  });
  await mailReceipt(context, trx, { document, hash, organisation });
  return id;
}
