import type { Context } from '../../context.ts';
import type { Connection } from '../../control/schema/connections.ts';
import type { AgreementRow } from '../../control/schema/consents.ts';
import { notPossibleNow } from '../../refusal.ts';
import { openClaim } from '../claims/open-claim.ts';
import { issueReceipt } from '../receipts/issue-receipt.ts';
import { AGREEMENT_VERSION } from './agreement-text.ts';
import { recordAgreement } from './record-agreement.ts';

export interface AcceptAgreement {
  readonly connection: Connection;
  /** The one that was read. */
  readonly version: string;
  readonly name: string;
  readonly position: string | null;
  readonly actor: string;
}

/** A named person of the organisation agrees; where permission stands already, the receipt is renewed. */
export async function acceptAgreement(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'connectors' | 'changes' | 'queue' | 'keys'>,
  { connection, version, name, position, actor }: AcceptAgreement,
): Promise<AgreementRow> {
  const connector = context.connectors.get(connection.provider);
  if (connector === undefined || connection.state === 'stopped') {
    throw notPossibleNow(`${connection.name} is stopped, so there is nothing to agree to.`, 'Connect it again first.');
  }
  requireCurrentVersion(version);
  const agreed = await context.db.transaction().execute(async (trx) => {
    const claim = await openClaim(trx, connection.id);
    if (connection.method === 'provider-consent' && claim?.state !== 'proven') {
      throw notPossibleNow(
        `It has not been shown yet that the client named for ${connection.name} is yours.`,
        'Put the code where it can be seen, or ask the support desk; the agreement comes next.',
      );
    }
    const now = context.clock.now();
    const organisation = await trx
      .selectFrom('organisations')
      .select('name')
      .where('id', '=', connection.organisation_id)
      .executeTakeFirstOrThrow();
    const agreeing = { basis: 'accepted', name, position } as const;
    const row = await recordAgreement(trx, { connector, connection, organisation, agreeing, actor, now });
    if (connection.state !== 'waiting_for_consent') {
      await issueReceipt(context, trx, { connector, connectionId: connection.id, kind: 'confirmed', actor, now });
    }
    return row;
  });
  context.changes.changed(connection.id);
  await context.control.requestDump('agreement.accepted');
  // What the box office allows already begins now, not at the next turn.
  if (connection.state === 'waiting_for_consent') await context.queue.send('consents');
  return agreed;
}

/** @throws Refusal where the text has changed since it was shown */
export function requireCurrentVersion(version: string): void {
  if (version === AGREEMENT_VERSION) return;
  throw notPossibleNow(
    `The agreement is now version ${AGREEMENT_VERSION}, and version ${version} was read.`,
    'Read the agreement again, and agree to that one.',
  );
}
