import {
  DeliveryFault,
  fillMerged,
  type Line,
  lineBlocksOfFile,
  readUploaded,
  type Uploaded,
  type UploadedMap,
} from '@illuminate/delivery';
import { zoneOf } from '@illuminate/model';
import { createDeliveredContext } from '../../deliveries/rows-of-delivered.ts';
import { createSpoolWriter } from '../../deliveries/spool.ts';
import { pseudonymWith } from '../../syncs/pseudonym.ts';
import { createPacker } from '../../warehouse/pack.ts';
import { writeNotes } from '../notes-file.ts';
import { bytesOf } from '../received-file.ts';
import type { Checked, CheckJob } from '../upload-messages.ts';
import { compareTotals } from './compare-totals.ts';
import { createNotes } from './gather-notes.ts';
import { createTicketTypes } from './gather-ticket-types.ts';
import { type LeftOut, leaveTotalsOut, leftOut } from './leave-totals-out.ts';
import { createPersonalCheck } from './refuse-personal.ts';
import { renamer, rowsOfUploaded } from './rows-of-uploaded.ts';
import { createTally } from './tally.ts';

/** What the store takes at once later on: less than a row group of its own would lie in its memory until the end of the load. */
const TICKETS_PER_CHUNK = 30_000;
const BYTES_PER_CHUNK = 12 * 1024 * 1024;
const MOST_RECORDS = 2_000_000;
const MOST_ROWS = 2_000_000;
/** Nobody sold by computer before. */
const OLDEST = Date.UTC(1980, 0, 1);

/**
 * Reads all of a file: what can be loaded goes into the spool, sealed and without anything personal; what cannot be is noted.
 * @throws DeliveryFault for a file that cannot be read at all
 */
export async function checkJob(job: CheckJob, onRows: (rows: number) => void): Promise<Checked> {
  const { map, file } = job;
  const zone = zoneOf(job.zone);
  const notes = createNotes(map);
  const tally = createTally(map.records === 'sales');
  const types = createTicketTypes();
  const packer = createPacker();
  const rename = renamer(job.renamed);
  const headerOf = (field: string): string => map.columns.find((column) => column.field === field)?.header ?? field;
  const looksPersonal = createPersonalCheck(headerOf);
  const repeated = createRepeats(headerOf, map);
  const context = createDeliveredContext({ zone, asOf: job.asOf, pseudonym: pseudonymWith(job.pseudonymKey) });
  const spool = createSpoolWriter(job.rows);
  const hand = (): void => {
    if (!packer.isEmpty) spool.write({ packed: packer.take(), orders: [], tickets: [], performances: [] });
  };
  const read = (): AsyncGenerator<readonly Line[]> => {
    const blocks = lineBlocksOfFile(bytesOf(file), map.file);
    return job.fillMerged ? fillMerged(blocks, map) : blocks;
  };
  let rows = 0;
  const left = new Map<number, LeftOut>();
  try {
    const lines = counted(read(), (count) => {
      rows = count;
      onRows(count);
    });
    const options = {
      currency: job.currency,
      onFault: (fault: DeliveryFault) => notes.error(inWords(fault)),
      onWarning: notes.warning,
      mostRecords: MOST_RECORDS,
    };
    const sold = leaveTotalsOut(lines, map, (row, kind) => {
      left.set(row, kind);
      notes.warning(leftOut(row));
    });
    const take = (record: Uploaded): void => {
      const verdict = repeated(record);
      if (verdict === 'again') return;
      const fault = verdict ?? looksPersonal(record);
      if (fault !== null) {
        notes.error(fault);
        return;
      }
      const odd = oddDate(record, headerOf);
      if (odd !== null) notes.warning(odd);
      tally.add(record);
      types.add(record);
      for (const dated of rowsOfUploaded(record, context, zone)) packer.add(dated.rows, dated.asOf);
      if (packer.tickets >= TICKETS_PER_CHUNK || packer.bytes >= BYTES_PER_CHUNK) hand();
    };
    for await (const some of readUploaded(sold, map, options)) for (const record of some) take(rename(record));
    hand();
    spool.finish();
  } finally {
    spool.discard();
  }
  const hasTotals = [...left.values()].includes('total');
  for (const fault of hasTotals ? await compareTotals(read(), map, left) : []) notes.warning(fault);
  const totals = tally.result();
  for (const fault of inOtherCurrencies(Object.keys(totals.amounts), job.currency)) notes.warning(fault);
  const { notes: found, rejected } = await notes.finish(() => belowHeader(read()));
  await writeNotes(job.notes, { ...found, ticketTypes: types.result() });
  return { rows: rows - left.size, rejected, errors: notes.errors, warnings: notes.warnings, totals };
}

/** Reports convert nothing. */
const inOtherCurrencies = (currencies: readonly string[], own: string): DeliveryFault[] =>
  currencies
    .filter((currency) => currency !== own)
    .map(
      (currency) =>
        new DeliveryFault({
          code: 'record-invalid',
          what: `The file has amounts in ${currency}. Reports that do not ask for one currency add them to those in ${own} as they stand.`,
          nextStep: `Ask reports for one Currency, or show it; or convert the amounts into ${own} in the file and upload it again.`,
        }),
    );

/** The reader says of instants what its senders write; a person wrote a date. */
function inWords(fault: DeliveryFault): DeliveryFault {
  if (!fault.what.includes('ISO 8601')) return fault;
  if (fault.what.endsWith('it is missing.')) {
    return new DeliveryFault({
      code: fault.code,
      what: `The field ${fault.field} is empty.`,
      nextStep:
        'Write when it was; or take the line out, if it is none of its own, such as a tax or a share below the others.',
      row: fault.row,
      field: fault.field,
    });
  }
  return new DeliveryFault({
    code: fault.code,
    what: `The field ${fault.field} holds no date, or one before 1970.`,
    row: fault.row,
    field: fault.field,
  });
}

async function* belowHeader(blocks: AsyncGenerator<readonly Line[]>): AsyncGenerator<Line> {
  let isHeader = true;
  for await (const block of blocks) {
    yield* isHeader ? block.slice(1) : block;
    isHeader &&= block.length === 0;
  }
}

/** The header is no line of the file's; there are at most so many below it. */
async function* counted(
  blocks: AsyncGenerator<readonly Line[]>,
  onRows: (rows: number) => void,
): AsyncGenerator<readonly Line[]> {
  let rows = -1;
  for await (const block of blocks) {
    rows += block.length;
    if (rows > MOST_ROWS) {
      throw new DeliveryFault({
        code: 'batch-too-big',
        what: `The file has more than ${MOST_ROWS.toLocaleString('en-GB')} lines.`,
        nextStep: 'Cut it into several files, such as one for each year.',
        whoActs: 'organisation',
      });
    }
    onRows(rows);
    yield block;
  }
}

/** Ids that occur twice: `again` for a performance that is told a second time in the same words. */
function createRepeats(headerOf: (field: string) => string, map: UploadedMap) {
  const performances = new Map<string, string>();
  const hasTicketIds = map.columns.some(({ field }) => field === 'ticket_id');
  const tickets = new Set<string>();
  const fault = (what: string, field: string, row: number): DeliveryFault =>
    new DeliveryFault({ code: 'record-invalid', what, row, field: headerOf(field) });
  return (record: Uploaded): DeliveryFault | 'again' | null => {
    if (record.kind === 'performance') {
      const before = performances.get(record.id);
      const { row: _, ...told } = record;
      const words = map.records === 'events' ? JSON.stringify(told) : '';
      if (before === undefined) performances.set(record.id, words);
      if (before === undefined) return null;
      if (before === words) return 'again';
      const field = map.derive.includes('performance_id') ? 'event_name' : 'performance_id';
      return fault('The same performance stands on an earlier line, and something of it differs.', field, record.row);
    }
    if (record.kind === 'count' || !hasTicketIds) return null;
    const twice = record.tickets.find(({ id }) => tickets.has(id));
    if (twice !== undefined) return fault('The ticket id occurs a second time in the file.', 'ticket_id', twice.row);
    for (const { id } of record.tickets) tickets.add(id);
    return null;
  };
}

function oddDate(record: Uploaded, headerOf: (field: string) => string): DeliveryFault | null {
  const [at, field] =
    record.kind === 'order'
      ? [record.placedAt, 'placed_at']
      : record.kind === 'performance'
        ? [record.startsAt, 'starts_at']
        : [record.countedOn, 'counted_on'];
  if (at === null || at >= OLDEST) return null;
  return new DeliveryFault({
    code: 'record-invalid',
    what: `The date is before ${new Date(OLDEST).getUTCFullYear()}: a spreadsheet may count its days otherwise.`,
    row: record.row,
    field: headerOf(field),
  });
}
