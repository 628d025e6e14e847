import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Deletion } from '../control/schema/deletions.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { conflict } from '../refusal.ts';

/** Long enough to change one's mind over a weekend, and well within the month that the law gives. */
const GRACE_DAYS = 7;
const DAY_MS = 86_400_000;

export interface InsertDeletion {
  readonly organisation: Pick<Organisation, 'id' | 'slug' | 'name'>;
  /** Null: everything of the organisation. */
  readonly connection: Pick<Connection, 'id' | 'name'> | null;
  readonly atOnce: boolean;
  readonly actor: string;
}

/** Of a deletion that waits. */
export const NOT_BEGUN = {
  state: 'scheduled' as const,
  cancelled_by: null,
  cancelled_at: null,
  started_at: null,
  ended_at: null,
  facts: json({}),
  fault: null,
  certificate: null,
  certificate_hash: null,
};

/** In a transaction of the caller's, such as that of stopping. @throws Refusal if one is open already */
export async function insertDeletion(
  { clock }: Pick<Context, 'clock'>,
  trx: Transaction<ControlTables>,
  { organisation, connection, atOnce, actor }: InsertDeletion,
): Promise<Deletion> {
  const now = clock.now();
  const deletion = await trx
    .insertInto('deletions')
    .values({
      ...NOT_BEGUN,
      id: newId('del'),
      organisation_id: organisation.id,
      connection_id: connection?.id ?? null,
      at_once: atOnce,
      asked_by: actor,
      asked_at: now,
      due_at: atOnce ? now : new Date(now.getTime() + GRACE_DAYS * DAY_MS),
      repeats: null,
    })
    .onConflict((on) => on.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (deletion === undefined) {
    throw conflict(
      `A deletion of the data of ${connection?.name ?? organisation.name} is under way already.`,
      'See it on the Privacy page. One that has not begun can be cancelled and asked for anew.',
    );
  }
  await appendAudit(trx, {
    at: now,
    actor,
    action: 'deletion.asked',
    subject: connection?.id ?? organisation.id,
    organisationId: organisation.id,
    details: {
      deletion: deletion.id,
      organisation: organisation.slug,
      connection: connection?.name ?? null,
      dueAt: deletion.due_at,
    },
  });
  return deletion;
}
