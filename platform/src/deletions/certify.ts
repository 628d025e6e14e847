import type { DeletionCertificate } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import { hashContent } from '../audit/chain.ts';
import { nameOfActor } from '../audit/say-actor.ts';
import { readLastBackup } from '../backups/last-backup.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import type { Check } from './check-gone.ts';
import type { DeletionFacts } from './facts.ts';
import type { DeletionSubject } from './subject.ts';

interface Certify {
  readonly facts: DeletionFacts;
  readonly checks: readonly Check[];
}

/**
 * Writes the certificate, its hash into the audit trail, and new keys where the old ones were destroyed: whatever is collected
 * later is sealed under those.
 */
export async function certify(context: Context, subject: DeletionSubject, { facts, checks }: Certify): Promise<string> {
  const { deletion, organisation, connection } = subject;
  const whole = facts.plan?.whole === true;
  const now = context.clock.now();
  const certificate: DeletionCertificate = {
    format: 'illuminate-deletion-certificate-1',
    id: deletion.id,
    organisation: { id: organisation.id, slug: organisation.slug, name: organisation.name },
    connection:
      connection === null
        ? null
        : {
            id: connection.id,
            name: connection.name,
            provider: context.connectors.get(connection.provider)?.title ?? connection.provider,
          },
    askedBy: nameOfActor(deletion.asked_by),
    askedAt: deletion.asked_at.toISOString(),
    atOnce: deletion.at_once,
    startedAt: (deletion.started_at ?? now).toISOString(),
    endedAt: now.toISOString(),
    repeats: deletion.repeats,
    whole,
    destroyed: {
      rows: facts.inventory?.rows ?? null,
      files: [...(facts.inventory?.files ?? [])],
      keys: [...(facts.inventory?.keys ?? [])],
      records: facts.inventory?.records ?? {},
    },
    remains: await whatRemains(context, { whole, at: now }),
    checks: [...checks],
  };
  const hash = hashContent(certificate);
  await context.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('deletions')
      .set({ state: 'done', ended_at: now, fault: null, certificate: json(certificate), certificate_hash: hash })
      .where('id', '=', deletion.id)
      .execute();
    if (whole) {
      const before = facts.inventory?.keys.map(({ version }) => version) ?? [];
      await context.keys.createOrganisationKeys(trx, organisation.id, Math.max(0, ...before) + 1);
    }
    await appendAudit(trx, {
      at: now,
      actor: 'system',
      action: 'deletion.done',
      subject: connection?.id ?? organisation.id,
      organisationId: organisation.id,
      details: {
        deletion: deletion.id,
        organisation: organisation.slug,
        connection: connection?.name ?? null,
        askedBy: nameOfActor(deletion.asked_by),
        certificateSha256: hash,
      },
    });
  });
  return hash;
}

async function whatRemains(
  context: Pick<Context, 'db'>,
  { whole, at }: { whole: boolean; at: Date },
): Promise<DeletionCertificate['remains']> {
  const last = await readLastBackup(context);
  const day = (iso: string): string => iso.slice(0, 10);
  return [
    {
      what: 'The audit trail: who did what, when, and the SHA-256 of this certificate',
      why: 'It proves what was done, this deletion too. It holds no sales and no bookers.',
      until: 'for good',
    },
    {
      what: 'The record of the permission, its end and its receipts',
      why: 'It shows on what basis data was collected.',
      until: 'for good',
    },
    {
      what: 'The name of the organisation, its connections and their settings without sign-ins; when syncs ran, without what they counted',
      why: 'So that a connection can be taken up again in place, and its past be understood.',
      until: 'for as long as the organisation is listed in Illuminate',
    },
    {
      what: 'A line in deletions.json in the data folder: which deletion this was',
      why: 'A dump or a backup from before, when it is restored, does not bring the data back unseen: it is deleted again.',
      until: 'for good',
    },
    ...(whole
      ? []
      : [
          {
            what: 'The keys of the organisation',
            why: 'They seal the data of its other connections.',
            until: 'until everything of the organisation is deleted',
          },
        ]),
    {
      what: 'What the server wrote to its log',
      why: 'The operator keeps it outside Illuminate. It holds no sales, no bookers and no keys.',
      until: 'as the operator decides',
    },
    last === null
      ? {
          what: 'Backups: none was ever taken with Illuminate’s own command',
          why: 'Other copies of the disk, if there are any, are with the operator.',
          until: 'as the operator decides',
        }
      : {
          what: `Backups taken before ${day(at.toISOString())}, the last of them on ${day(last.endedAt)}`,
          why: 'They lie outside Illuminate, where it cannot delete them. Each is encrypted and opens with the master key alone.',
          until: 'until the operator deletes them',
        },
  ];
}
