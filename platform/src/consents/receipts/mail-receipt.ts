import type { ReceiptDocument } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ControlTables } from '../../control/schema.ts';
import { queueMail, type Recipient } from '../../notifications/queue-mail.ts';
import { adminsOf } from '../../notifications/recipients.ts';

export interface MailReceipt {
  readonly document: ReceiptDocument;
  readonly hash: string;
  readonly organisation: Organisation;
}

/** The gist of a receipt, to whoever administers the organisation; the whole of it is on the page of the connection. */
export async function mailReceipt(
  context: Pick<Context, 'keys' | 'clock'>,
  trx: Transaction<ControlTables>,
  { document, hash, organisation }: MailReceipt,
): Promise<void> {
  for (const to of await adminsOf(trx, organisation.id)) {
    if (document.ended === null) await mailGiven(context, trx, to, { document, hash, organisation });
    else await mailEnded(context, trx, to, { document, hash, organisation });
  }
}

const about = ({ document, organisation }: MailReceipt) => ({
  organisationId: organisation.id,
  concerns: `receipt ${document.receipt}`,
});

const said = ({ document, organisation }: MailReceipt) => ({
  organisation: organisation.name,
  provider: document.provider,
  path: `/connections/${document.connection}`,
});

async function mailGiven(
  context: Pick<Context, 'keys' | 'clock'>,
  trx: Transaction<ControlTables>,
  to: Recipient,
  receipt: MailReceipt,
): Promise<void> {
  const { document, hash, organisation } = receipt;
  await queueMail(context, trx, {
    ...about(receipt),
    to,
    template: 'consent-receipt',
    filling: {
      ...said(receipt),
      givenBy: document.allowedBy?.name ?? 'The box office',
      purpose: document.purpose,
      legalRole: document.legalRole,
      collects: [...document.inWords].slice(0, 20),
      from: document.since,
      reviewOn: document.reviewOn,
      zone: organisation.zone,
      hash,
    },
  });
}

async function mailEnded(
  context: Pick<Context, 'keys' | 'clock'>,
  trx: Transaction<ControlTables>,
  to: Recipient,
  receipt: MailReceipt,
): Promise<void> {
  const { document, hash, organisation } = receipt;
  await queueMail(context, trx, {
    ...about(receipt),
    to,
    template: 'stop-receipt',
    filling: {
      ...said(receipt),
      stoppedBy: document.ended?.by ?? 'The box office',
      at: document.ended?.at ?? document.issuedAt,
      deletedFrom: document.ended?.deletedFrom ?? null,
      zone: organisation.zone,
      hash,
    },
  });
}
