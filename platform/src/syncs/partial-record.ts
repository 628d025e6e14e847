import type { Mention, RejectedPart } from '@illuminate/connector-kit';
import type { Rows } from '@illuminate/model';
import type { Reject } from '../warehouse/store-types.ts';
import type { ExtractIo } from './extraction.ts';

const REST_IS_LOADED =
  'The rest of the record is loaded. It is read again within the hour; if it stays, look at it in the box office, or send this line to support.';
const STAYS_AS_IT_WAS =
  'It stays as it was read before. It is read again within the hour; if it stays, send this line to support.';

/** A record that was read but for some of its parts. */
export interface PartialRecord {
  readonly rows: Rows;
  readonly mentions: readonly Mention[];
  readonly rejected: readonly RejectedPart[];
  readonly stream: string;
  readonly sourceId: string | null;
  readonly page: string;
  readonly requestedAt: number;
  /** It was refused before, whole or in part. */
  readonly wasRefused: boolean;
}

/** What becomes of partial records. */
export interface Judged {
  readonly load: readonly PartialRecord[];
  readonly rejects: readonly Reject[];
}

/**
 * Decides which records are loaded without the parts that could not be read. An order is not, where a ticket that the store
 * holds may be among these: the ticket would count as returned, and nobody would know.
 */
export async function judgePartial(
  records: readonly PartialRecord[],
  { liveTickets }: Pick<ExtractIo, 'liveTickets'>,
): Promise<Judged> {
  const orders = records.flatMap(({ rows }) => (rows.orders ?? []).map(({ source_id }) => source_id));
  const held = new Map<string, string[]>();
  for (const [order, ticket] of orders.length === 0 ? [] : await liveTickets(orders)) {
    const tickets = held.get(order);
    if (tickets === undefined) held.set(order, [ticket]);
    else tickets.push(ticket);
  }
  const load: PartialRecord[] = [];
  const rejects: Reject[] = [];
  for (const record of records) {
    const [first, ...others] = record.rejected;
    if (first === undefined || !mayLose(record, held)) {
      load.push(record);
      for (const part of record.rejected) rejects.push(refusal(record, part, part.part, REST_IS_LOADED));
    } else {
      const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
      rejects.push(refusal(record, { ...first, field: `${first.field}${more}` }, null, STAYS_AS_IT_WAS));
    }
  }
  return { load, rejects };
}

function mayLose({ rows, rejected }: PartialRecord, held: ReadonlyMap<string, readonly string[]>): boolean {
  const read = new Set(rows.tickets?.map(({ source_id }) => source_id));
  const unread = new Set(rejected.map(({ id }) => id));
  const stored = (rows.orders ?? []).flatMap(({ source_id }) => held.get(source_id) ?? []);
  return stored.some((ticket) => !read.has(ticket) && (unread.has(ticket) || unread.has(null)));
}

function refusal(record: PartialRecord, wrong: RejectedPart, part: string | null, nextStep: string): Reject {
  const { stream, sourceId, page, requestedAt } = record;
  const { reason, field, expected } = wrong;
  return { stream, sourceId, part, reason, field, expected, nextStep, page, at: requestedAt };
}
