import { literal, timestamp } from '../layout.ts';
import { cleanText } from '../packed-text.ts';
import type { Session } from '../session.ts';
import type { LoadRequest, Reject } from '../store-types.ts';

type Rejects = Pick<LoadRequest, 'connectionId' | 'rejects' | 'rejectsResolved'>;

const FIELDS = ['stream', 'source_id', 'part', 'reason', 'field', 'expected', 'next_step', 'page'] as const;

/** What is refused again updates its row; a record without an id is known by where it was and what was wrong with it. */
const SAME = `r.stream = s.stream AND r.source_id IS NOT DISTINCT FROM s.source_id AND r.part IS NOT DISTINCT FROM s.part
  AND (s.source_id IS NOT NULL OR (r.page = s.page AND r.field = s.field AND r.reason = s.reason))`;

export async function writeRejects(session: Session, batch: Rejects, recordedAt: number): Promise<void> {
  const { connectionId, rejects, rejectsResolved = [] } = batch;
  const ours = `r.connection_id = ${literal(connectionId)}`;
  if (rejectsResolved.length > 0) {
    const pairs = rejectsResolved.map(({ stream, sourceId }) => [stream, sourceId].map(cleanText));
    await session.run(
      `UPDATE rejects r SET resolved_at = ${timestamp(recordedAt)}
       FROM (SELECT DISTINCT pair[1] AS stream, pair[2] AS source_id FROM (SELECT unnest(${asLists(1)}) AS pair)) s
       WHERE r.stream = s.stream AND r.source_id = s.source_id AND r.resolved_at IS NULL AND ${ours}`,
      [JSON.stringify(pairs)],
    );
  }
  if (rejects.length === 0) return;
  const fields = FIELDS.map((name, at) => `reject[${at + 1}] AS ${name}`).join(', ');
  await session.run(
    `CREATE OR REPLACE TEMP TABLE staging_rejects AS
     SELECT ${fields}, make_timestamp_ms(reject[${FIELDS.length + 1}]::BIGINT) AS at FROM (SELECT unnest(${asLists(1)}) AS reject)`,
    [JSON.stringify([...lastOfEach(rejects).values()].map(textsOf))],
  );
  await session.run(`
    UPDATE rejects r SET reason = s.reason, field = s.field, expected = s.expected, next_step = s.next_step, page = s.page,
      last_at = s.at, times = r.times + 1, resolved_at = NULL
    FROM staging_rejects s WHERE ${ours} AND ${SAME} AND r.last_at < s.at;
    INSERT INTO rejects(connection_id, ${FIELDS.join(', ')}, first_at, last_at, times)
    SELECT ${literal(connectionId)}, ${FIELDS.map((name) => `s.${name}`).join(', ')}, s.at, s.at, 1
    FROM staging_rejects s WHERE NOT EXISTS (FROM rejects r WHERE ${ours} AND ${SAME})`);
}

/** A parameter that holds lists of texts as JSON. */
function asLists(parameter: number): string {
  return `from_json($${parameter}, '["VARCHAR[]"]')`;
}

/** Each record, or part of one, once, as it was refused last. */
function lastOfEach(rejects: readonly Reject[]): Map<string, Reject> {
  return new Map(
    rejects.map((reject) => {
      const { stream, sourceId, part, page, field, reason } = reject;
      const key = sourceId === null ? [stream, part, page, field, reason] : [stream, sourceId, part];
      return [JSON.stringify(key), reject];
    }),
  );
}

/** In the order of FIELDS, then the time. */
function textsOf({ stream, sourceId, part, reason, field, expected, nextStep, page, at }: Reject): (string | null)[] {
  const texts = [stream, sourceId, part, reason, field, expected, nextStep, page];
  return [...texts.map((text) => (text === null ? null : cleanText(text))), String(at)];
}
