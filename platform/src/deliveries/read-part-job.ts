import { createTotals, type Delivered, readPart } from '@illuminate/delivery';
import { zoneOf } from '@illuminate/model';
import { pseudonymWith } from '../syncs/pseudonym.ts';
import { createPacker } from '../warehouse/pack.ts';
import type { PartTotals, ReadPartJob } from './delivery-messages.ts';
import { createDeliveredContext, rowsOfDelivered } from './rows-of-delivered.ts';
import { createSpoolWriter, type Identified } from './spool.ts';

/** What the store takes at once later on. */
const TICKETS_PER_CHUNK = 10_000;
const BYTES_PER_CHUNK = 4 * 1024 * 1024;

/**
 * Reads a part and spools what is kept of it. The bytes are nowhere but in memory.
 * @throws DeliveryFault
 */
export async function readPartJob(job: ReadPartJob): Promise<PartTotals> {
  const { part } = job.description;
  const totals = createTotals();
  const packer = createPacker();
  const context = createDeliveredContext({
    zone: zoneOf(job.zone),
    asOf: job.asOf,
    pseudonym: pseudonymWith(job.pseudonymKey),
  });
  const spool = createSpoolWriter(job.spool);
  let ids = noIds();
  const hand = (): void => {
    if (packer.isEmpty) return;
    spool.write({ packed: packer.take(), ...ids });
    ids = noIds();
  };
  try {
    const options = {
      part,
      personalFields: job.personalFields,
      currency: job.currency,
      columnMap: job.columnMap,
    };
    for await (const record of readPart(once(job.bytes), job.description, options)) {
      totals.add(record, part);
      for (const { rows, asOf } of rowsOfDelivered(record, context)) packer.add(rows, asOf);
      note(ids, record);
      if (packer.tickets >= TICKETS_PER_CHUNK || packer.bytes >= BYTES_PER_CHUNK) hand();
    }
    hand();
    spool.finish();
    return { records: totals.recordsOf(part), totals: totals.result() };
  } finally {
    spool.discard();
  }
}

const noIds = (): { orders: Identified[]; tickets: Identified[]; performances: Identified[] } => ({
  orders: [],
  tickets: [],
  performances: [],
});

function note(ids: ReturnType<typeof noIds>, record: Delivered): void {
  if (record.kind === 'performance') {
    ids.performances.push([record.id, record.row]);
    return;
  }
  ids.orders.push([record.id, record.row]);
  for (const ticket of record.tickets) ids.tickets.push([ticket.id, ticket.row]);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
