import { literal } from '../layout.ts';
import type { Session } from '../session.ts';
import { COUNTED_IN, standing } from './layers.ts';
import type { UploadEffectFacts, UploadedKind, UploadOf } from './upload-types.ts';

/**
 * What taking an upload back would do, or putting it back if it is taken back: worked out from the layers, without writing anything.
 * Counted in what a person counts of its kind.
 */
export async function effectOfTurn(
  session: Session,
  { connectionId, uploadId }: UploadOf,
  kind: UploadedKind,
): Promise<UploadEffectFacts> {
  const table = COUNTED_IN[kind];
  const ours = `u.connection_id = ${literal(connectionId)}`;
  // Of each row of the upload: its place among the layers, those that would count without it, and the highest of them.
  const rows = `WITH own AS (SELECT sequence FROM uploads WHERE connection_id = ${literal(connectionId)} AND upload_id = $1),
    keys AS (SELECT DISTINCT u.source_id FROM uploaded_${table} u WHERE ${ours} AND u.upload_id = $1),
    others AS (SELECT u.source_id, max(a.sequence) AS highest, arg_max(u.upload_id, a.sequence) AS upload_id
      FROM uploaded_${table} u JOIN ${standing(connectionId)} a ON a.upload_id = u.upload_id
        SEMI JOIN keys k ON k.source_id = u.source_id WHERE ${ours} AND u.upload_id <> $1 GROUP BY u.source_id),
    placed AS (SELECT k.source_id, o.upload_id AS other, coalesce(o.highest > (SELECT sequence FROM own), false) AS is_below
      FROM keys k LEFT JOIN others o ON o.source_id = k.source_id)`;
  const [counted] = await session.rows(
    `${rows} SELECT count(*) FILTER (other IS NULL) AS removed, count(*) FILTER (other IS NOT NULL AND NOT is_below) AS restored,
       count(*) FILTER (is_below) AS kept FROM placed`,
    [uploadId],
  );
  const [isUndone] = await session.rows('SELECT undone FROM uploads WHERE connection_id = $1 AND upload_id = $2', [
    connectionId,
    uploadId,
  ]);
  const sign = isUndone?.undone === true ? 1 : -1;
  const sums = await session.rows(`${rows} ${AMOUNTS[table](ours)}`, [uploadId]);
  return {
    removed: Number(counted?.removed ?? 0),
    restored: Number(counted?.restored ?? 0),
    kept: Number(counted?.kept ?? 0),
    tickets: sums.reduce((sum, { tickets }) => sum + sign * Number(tickets ?? 0), 0),
    amounts: Object.fromEntries(
      sums
        .filter(({ currency }) => typeof currency === 'string')
        .map(({ currency, amount }) => [String(currency), sign * Number(amount ?? 0)]),
    ),
  };
}

/** How many tickets and how much money the upload has on top, less what lies below it, by currency. */
const AMOUNTS: Readonly<Record<'orders' | 'performances' | 'performance_counts', (ours: string) => string>> = {
  orders: (ours) => `SELECT currency, sum(tickets)::BIGINT AS tickets, sum(amount)::BIGINT AS amount FROM (
      SELECT u.currency, 1 AS tickets, u.total_minor AS amount FROM uploaded_tickets u JOIN placed p ON p.source_id = u.order_id
      WHERE ${ours} AND u.upload_id = $1 AND NOT p.is_below
      UNION ALL
      SELECT u.currency, -1, -u.total_minor FROM uploaded_tickets u JOIN placed p ON p.source_id = u.order_id
        AND p.other = u.upload_id WHERE ${ours} AND NOT p.is_below) GROUP BY currency`,
  performances: () => 'SELECT NULL AS currency, 0 AS tickets, 0 AS amount',
  performance_counts: (ours) => `SELECT currency, sum(tickets)::BIGINT AS tickets, sum(amount)::BIGINT AS amount FROM (
      SELECT u.currency, u.tickets, u.income_minor AS amount FROM uploaded_performance_counts u
        JOIN placed p ON p.source_id = u.source_id WHERE ${ours} AND u.upload_id = $1 AND NOT p.is_below
      UNION ALL
      SELECT u.currency, -u.tickets, -u.income_minor FROM uploaded_performance_counts u JOIN placed p ON p.source_id = u.source_id
        AND p.other = u.upload_id WHERE ${ours} AND NOT p.is_below) GROUP BY currency`,
};
