import type { Deletion as DeletionAnswer } from '@illuminate/contract';
import { nameOfActor } from '../audit/say-actor.ts';
import type { Deletion } from '../control/schema/deletions.ts';

export interface DeletionSubjects {
  readonly organisation: { readonly slug: string };
  readonly connection: { readonly name: string } | null;
}

export function describeDeletion(deletion: Deletion, { organisation, connection }: DeletionSubjects): DeletionAnswer {
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    id: deletion.id,
    organisation: organisation.slug,
    connection: connection?.name ?? null,
    state: deletion.state,
    atOnce: deletion.at_once,
    askedBy: nameOfActor(deletion.asked_by),
    askedAt: deletion.asked_at.toISOString(),
    dueAt: deletion.due_at.toISOString(),
    cancelledBy: deletion.cancelled_by === null ? null : nameOfActor(deletion.cancelled_by),
    cancelledAt: iso(deletion.cancelled_at),
    startedAt: iso(deletion.started_at),
    endedAt: iso(deletion.ended_at),
    fault: deletion.fault,
    repeats: deletion.repeats,
    certificateHash: deletion.certificate_hash,
  };
}
