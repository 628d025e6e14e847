import { hashValue, literal, PARTS } from '../layout.ts';
import { judgeOrders } from '../load/judge-orders.ts';
import { stageDelivery } from '../load/stage-delivery.ts';
import { stageNothing } from '../load/stage-table.ts';
import { unstage } from '../load/unstage.ts';
import type { PackedBatch } from '../pack.ts';
import type { Session } from '../session.ts';
import { COUNTED_IN } from './layers.ts';
import type { ComparedUpload, CompareUploadRequest, UploadedKind } from './upload-types.ts';

/** What loading a file would change. Nothing is written; where nothing of the kind is stored, `chunks` are not even read. */
export async function compareUpload(
  session: Session,
  { connectionId, kind, rows }: CompareUploadRequest,
  chunks: AsyncIterable<PackedBatch>,
): Promise<ComparedUpload> {
  if (connectionId === null || !(await hasStored(session, connectionId, kind))) {
    return { new: rows, changed: 0, same: 0 };
  }
  try {
    // What is stored of uploads was hashed in its layer: by the hashes of texts all that is the same would seem changed.
    const staged = await stageDelivery(session, chunks, 'values');
    return await compareStaged(session, { connectionId, kind, staged });
  } finally {
    await unstage(session).catch(() => {});
  }
}

/** Whether a connection has rows of a kind at all. Where it has none, all of a file is new: each row has come once. */
async function hasStored(session: Session, connectionId: string, kind: UploadedKind): Promise<boolean> {
  const rows = await session.rows(
    `SELECT 1 FROM ${COUNTED_IN[kind]} WHERE connection_id = ${literal(connectionId)} LIMIT 1`,
  );
  return rows.length > 0;
}

interface Comparing {
  readonly connectionId: string;
  readonly kind: UploadedKind;
  readonly staged: PackedBatch;
}

export async function compareStaged(
  session: Session,
  { connectionId, kind, staged }: Comparing,
): Promise<ComparedUpload> {
  const table = COUNTED_IN[kind];
  const rows = staged.tables[table]?.count ?? 0;
  if (rows === 0 || !(await hasStored(session, connectionId, kind))) return { new: rows, changed: 0, same: 0 };
  const connection = literal(connectionId);
  if (table === 'orders') return compareOrders(session, connection, staged);
  const stored = (name: string): string =>
    `(SELECT source_id, row_hash FROM ${name} WHERE connection_id = ${connection} AND deleted_at IS NULL)`;
  // What is stored of uploads was hashed in the layer, as values and not as the texts of a batch.
  const differs = (name: 'events' | 'venues', reference: string): string =>
    staged.tables[name] === undefined
      ? 'false'
      : `EXISTS (SELECT 1 FROM staging_${name} n LEFT JOIN ${stored(name)} o USING (source_id)
          WHERE n.source_id = s.${reference} AND ${hashValue(name, 'n.')} IS DISTINCT FROM o.row_hash)`;
  // A performance whose event got another name is another one to a person.
  const also =
    table === 'performances' ? `OR ${differs('events', 'event_id')} OR ${differs('venues', 'venue_id')}` : '';
  const [row] = await session.rows(`SELECT count(*) AS rows, count(*) FILTER (t.source_id IS NULL) AS fresh,
      count(*) FILTER (t.source_id IS NOT NULL AND (t.row_hash IS DISTINCT FROM ${hashValue(table, 's.')} ${also})) AS changed
    FROM staging_${table} s LEFT JOIN ${stored(table)} t ON t.source_id = s.source_id`);
  const [all, fresh, changed] = [Number(row?.rows), Number(row?.fresh), Number(row?.changed)];
  return { new: fresh, changed, same: all - fresh - changed };
}

async function compareOrders(session: Session, connection: string, staged: PackedBatch): Promise<ComparedUpload> {
  for (const part of PARTS) if (staged.tables[part] === undefined) await stageNothing(session, part);
  // The hash of an order comes to cover its parts by being judged: what is staged is put back as it was.
  await session.run('CREATE OR REPLACE TEMP TABLE staging_hashes AS SELECT source_id, row_hash FROM staging_orders');
  await judgeOrders(session, connection.slice(1, -1), 'upload');
  const [row] = await session.rows(`SELECT count(*) FILTER (v.verdict = 'fresh' OR o.source_id IS NOT NULL) AS fresh,
      count(*) FILTER (v.verdict = 'changed' AND o.source_id IS NULL) AS changed,
      count(*) FILTER (v.verdict IN ('seen-again', 'unchanged')) AS same
    FROM staging_verdicts v LEFT JOIN (SELECT source_id FROM orders
      WHERE connection_id = ${connection} AND deleted_at IS NOT NULL) o ON o.source_id = v.source_id`);
  await session.run(`UPDATE staging_orders s SET row_hash = h.row_hash FROM staging_hashes h WHERE h.source_id = s.source_id;
    DROP TABLE staging_hashes`);
  return { new: Number(row?.fresh), changed: Number(row?.changed), same: Number(row?.same) };
}
