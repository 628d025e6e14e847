import type { Output } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';

export interface ListRejects {
  readonly connection: Pick<Connection, 'id' | 'organisation_id'>;
  readonly cursor: string | null;
  readonly limit: number;
}

/** What could not be read, and why; never its content. */
export async function listRejects(
  { warehouse }: Pick<Context, 'warehouse'>,
  { connection, cursor, limit }: ListRejects,
): Promise<Output<'listRejects'>> {
  const { rejects, nextCursor } = await warehouse.withStore(connection.organisation_id, (store) =>
    store.rejects(connection.id, { cursor, limit }),
  );
  const open = rejects.filter(({ resolvedAt }) => resolvedAt === null);
  return {
    items: open.map(({ stream, sourceId, part, reason, field, expected, nextStep, at }) => ({
      stream,
      sourceId,
      part,
      reason,
      field,
      expected,
      nextStep,
      at: new Date(at).toISOString(),
    })),
    // Open ones come first, so where a resolved one is, no open one follows.
    nextCursor: open.length < rejects.length ? null : nextCursor,
  };
}
