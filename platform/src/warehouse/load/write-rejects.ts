import { literal, timestamp } from '../layout.ts';
import { cleanText } from '../packed-text.ts';
import type { Session } from '../session.ts';
import type { LoadRequest, Parameter, Reject } from '../store-types.ts';

const FIELDS = ['stream', 'source_id', 'reason', 'field', 'expected', 'next_step', 'page'] as const;

/** A record refused again updates its row; one without an id is known by where it was and what was wrong with it. */
const SAME = `r.stream = s.stream AND r.source_id IS NOT DISTINCT FROM s.source_id
  AND (s.source_id IS NOT NULL OR (r.page = s.page AND r.field = s.field AND r.reason = s.reason))`;

export async function writeRejects(
  session: Session,
  { connectionId, rejects, rejectsResolved = [] }: Pick<LoadRequest, 'connectionId' | 'rejects' | 'rejectsResolved'>,
  recordedAt: number,
): Promise<void> {
  const connection = literal(connectionId);
  if (rejectsResolved.length > 0) {
    const pairs = rejectsResolved.map(({ stream, sourceId }) => [cleanText(stream), cleanText(sourceId)]);
    await session.run(
      `UPDATE rejects r SET resolved_at = ${timestamp(recordedAt)}
       FROM (SELECT DISTINCT pair[1] AS stream, pair[2] AS source_id FROM (SELECT unnest(from_json($1, '["VARCHAR[]"]')) AS pair)) s
       WHERE r.stream = s.stream AND r.source_id = s.source_id AND r.resolved_at IS NULL AND r.connection_id = ${connection}`,
      [JSON.stringify(pairs)],
    );
  }
  for (const reject of rejects) await writeReject(session, connection, reject);
}

async function writeReject(session: Session, connection: string, reject: Reject): Promise<void> {
  const at = timestamp(reject.at);
  const texts = [
    reject.stream,
    reject.sourceId,
    reject.reason,
    reject.field,
    reject.expected,
    reject.nextStep,
    reject.page,
  ];
  const values: Parameter[] = texts.map((value) => (value === null ? null : cleanText(value)));
  const staged = FIELDS.map((name, index) => `$${index + 1}::VARCHAR AS ${name}`).join(', ');
  const updated = await session.run(
    `UPDATE rejects r SET reason = s.reason, field = s.field, expected = s.expected, next_step = s.next_step, page = s.page,
       last_at = ${at}, times = r.times + 1, resolved_at = NULL
     FROM (SELECT ${staged}) s WHERE r.connection_id = ${connection} AND ${SAME}`,
    values,
  );
  if (updated > 0) return;
  await session.run(
    `INSERT INTO rejects(connection_id, ${FIELDS.join(', ')}, first_at, last_at, times)
     SELECT ${connection}, ${FIELDS.map((_, index) => `$${index + 1}`).join(', ')}, ${at}, ${at}, 1`,
    values,
  );
}
