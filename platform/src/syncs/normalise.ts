import { type Mention, type Page, type PerformanceDetails, RejectRecordError } from '@illuminate/connector-kit';
import type { Rows } from '@illuminate/model';
import type { Reject } from '../warehouse/store-types.ts';
import type { AnyStream, Extraction } from './extraction.ts';
import type { PartialRecord } from './partial-record.ts';

const AGAIN_BY_ITSELF = 'Nothing is lost: it is read again within the hour. If it stays, send this line to support.';
const AGAIN_WITH_ITS_LIST = 'It is read again with the list it came in. If it stays, send this line to support.';

/** The place of a record that came in a list, to be read again with it. */
export const WHOLE_LIST = 'the whole list';

/** Where the outcome of each record goes. */
export interface NormaliseSink {
  /** Whether this run has read the record already, as it is. */
  isSeen(record: unknown): boolean;
  /** Called for every other record, before it is known what comes of it. */
  taken(record: unknown): void;
  rows(rows: Rows, mentions: readonly Mention[], record: unknown): void;
  /** Called for a record that was read but for some of its parts. */
  partly(record: PartialRecord): void;
  /** What a record told of a performance beside its rows. */
  learnt(details: PerformanceDetails): void;
  /** Codes of what was odd about a record. */
  warned(codes: readonly string[]): void;
  refused(reject: Reject): void;
  /** Called only for records that were refused before. */
  readWell(sourceId: string): void;
}

/**
 * Turns the records of a page into canonical rows. A record that cannot be normalised becomes a reject that names the field
 * and what it should have held, never what it held; the others go on. One that has not even an id goes by the place it was
 * read in, if that can be read again.
 * @returns whether a record without an id was refused
 */
export function normalisePage(
  { context, job }: Extraction,
  stream: AnyStream,
  page: Page<unknown>,
  place: string | null,
  sink: NormaliseSink,
): boolean {
  let nameless = false;
  const before = new Set(job.rejected.filter((reject) => reject.stream === stream.name).map(({ id }) => id));
  let position = -1;
  for (const record of page.records) {
    position += 1;
    if (sink.isSeen(record)) continue;
    sink.taken(record);
    try {
      const { rows, mentions, details, rejected, warnings } = stream.normalise(record, context);
      if (warnings !== undefined && warnings.length > 0) sink.warned(warnings);
      if (rejected !== undefined) {
        const sourceId = stream.idOf(record);
        const wasRefused = sourceId !== null && before.has(sourceId);
        const { requestedAt } = page;
        const place = placeIn(page, position);
        sink.partly({ rows, mentions, rejected, stream: stream.name, sourceId, page: place, requestedAt, wasRefused });
        continue;
      }
      sink.rows(rows, mentions, record);
      if (details !== undefined) sink.learnt(details);
      if (before.size > 0) {
        const id = stream.idOf(record);
        if (id !== null && before.has(id)) sink.readWell(id);
      }
    } catch (err) {
      if (!(err instanceof RejectRecordError)) throw err;
      const id = stream.idOf(record);
      nameless ||= id === null;
      const sourceId = id ?? place;
      sink.refused({
        stream: stream.name,
        sourceId,
        part: null,
        reason: err.reason,
        field: err.field,
        expected: err.expected,
        nextStep: sourceId === null || sourceId === WHOLE_LIST ? AGAIN_WITH_ITS_LIST : AGAIN_BY_ITSELF,
        page: placeIn(page, position),
        at: page.requestedAt,
      });
    }
  }
  return nameless;
}

function placeIn({ records }: Page<unknown>, position: number): string {
  return `record ${position + 1} of ${records.length}`;
}
