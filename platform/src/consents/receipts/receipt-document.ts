import type { Connector } from '@illuminate/connector-kit';
import type { ReceiptDocument } from '@illuminate/contract';
import { nameOfActor } from '../../audit/say-actor.ts';
import { NEVER_COLLECTED } from '../../connections/never-collected.ts';
import type { Connection } from '../../control/schema/connections.ts';
import type { AgreementRow, ReceiptKind } from '../../control/schema/consents.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { LEGAL_ROLE, PURPOSE, RETENTION, SEEN_BY } from '../agreement/agreement-text.ts';
import { collectedInWords } from '../agreement/collected-in-words.ts';

export interface ReceiptFacts {
  readonly id: string;
  readonly kind: ReceiptKind;
  readonly now: Date;
  readonly actor: string;
  /** Of one that ended: when the deletion of what was collected begins; null where it is kept. */
  readonly deletedFrom: Date | null;
  readonly connector: Connector;
  readonly connection: Pick<Connection, 'name' | 'method'>;
  readonly organisation: Pick<Organisation, 'name' | 'slug'>;
  /** The one in force, or the last that was. */
  readonly agreement: AgreementRow | undefined;
  readonly client: string | null;
  readonly evidence: string;
  readonly since: Date;
}

/** Who allowed what, why and on what evidence, from when, until when it is looked at again, and how it ends. Pure. */
export function receiptDocument(facts: ReceiptFacts): ReceiptDocument {
  const { id, kind, now, connector, connection, organisation, agreement, client, evidence, since } = facts;
  const ended = kind === 'withdrawn';
  return {
    receipt: id,
    kind,
    issuedAt: now.toISOString(),
    organisation: { slug: organisation.slug, name: organisation.name },
    connection: connection.name,
    provider: connector.title,
    method: connection.method,
    client,
    allowedBy:
      agreement === undefined
        ? null
        : {
            basis: agreement.basis,
            name: agreement.name,
            position: agreement.position,
            at: agreement.accepted_at.toISOString(),
          },
    agreement: agreement === undefined ? null : { version: agreement.version, hash: agreement.hash },
    evidence,
    collects: connector.streams.map(({ name, keeps, inWords }) => ({
      stream: name,
      inWords: inWords ?? null,
      fields: [...keeps],
    })),
    inWords: collectedInWords(connector.streams),
    neverCollects: NEVER_COLLECTED,
    purpose: PURPOSE,
    legalRole: LEGAL_ROLE,
    seenBy: SEEN_BY,
    retention: RETENTION,
    since: since.toISOString(),
    reviewOn: ended ? null : (agreement?.review_on ?? null),
    ended: ended ? endOf(facts) : null,
    withdraw: ended ? [] : waysOut(connector, connection),
  };
}

const endOf = ({ now, actor, deletedFrom }: ReceiptFacts): ReceiptDocument['ended'] => ({
  at: now.toISOString(),
  by: nameOfActor(actor),
  ...(deletedFrom === null
    ? { collected: 'kept' }
    : { collected: 'to-be-deleted', deletedFrom: deletedFrom.toISOString() }),
});

function waysOut({ title }: Connector, { name, method }: Pick<Connection, 'name' | 'method'>): string[] {
  const here = `On the page of the connection ${name}: “Stop sharing”. Collection ends within a minute.`;
  switch (method) {
    case 'provider-consent':
      return [here, `In ${title}: turn the switch back to grey. We notice within a minute.`];
    case 'api-credentials':
      return [here, `In ${title}: remove the API account that was made for Illuminate.`];
    case 'delivery':
      return [here, 'By delivering nothing more.'];
    case 'upload':
      return [here, 'By uploading nothing more; what was uploaded can be taken back upload by upload.'];
    default:
      return [here, 'By a message to the support desk.'];
  }
}
