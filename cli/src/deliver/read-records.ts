import { createReadStream } from 'node:fs';
import { type ColumnMap, type Delivered, DeliveryFault, type PartForm, readPart } from '@illuminate/delivery';
import { UsageError } from '../errors.ts';
import type { FaultList } from './fault-list.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** What was met of the customers: what becomes of it is told before anything is sent. */
export interface PersonalTally {
  /** Declared fields that are dropped, by name. */
  readonly dropped: Map<string, number>;
  ids: number;
  postcodes: number;
  countries: number;
}

export const newTally = (): PersonalTally => ({ dropped: new Map(), ids: 0, postcodes: 0, countries: 0 });

function countCustomer(record: Delivered, tally: PersonalTally): void {
  if (record.kind !== 'order' || record.customer === null) return;
  if (record.customer.id !== null) tally.ids += 1;
  if (record.customer.postcode !== null) tally.postcodes += 1;
  if (record.customer.country !== null) tally.countries += 1;
}

export interface ReadRecords {
  readonly path: string;
  readonly name: string;
  readonly form: PartForm;
  readonly part: number;
  readonly personalFields: readonly string[];
  /** For orders that name none. */
  readonly currency: string;
  readonly columnMap: ColumnMap | undefined;
  readonly faults: FaultList;
  readonly tally: PersonalTally;
  /** Called with the bytes that were read since the last call. */
  readonly onBytes?: (bytes: number) => void;
}

const isOfFiles = (err: unknown): err is NodeJS.ErrnoException =>
  err instanceof Error && 'code' in err && 'syscall' in err && 'path' in err;

async function* counted(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    onBytes((chunk as Buffer).length);
    yield chunk as Buffer;
  }
}

/** The sound records of a file as it streams by; what is wrong with it goes to the list of faults, and the rest is read all the same. */
export async function* readRecords({
  path,
  name,
  form,
  part,
  personalFields,
  currency,
  columnMap,
  faults,
  tally,
  onBytes = () => undefined,
}: ReadRecords): AsyncGenerator<Delivered> {
  const records = readPart(counted(path, onBytes), form, {
    part,
    personalFields,
    currency,
    columnMap,
    onFault: (fault) => faults.add(fault, name),
    dropped: tally.dropped,
  });
  try {
    for await (const record of records) {
      countCustomer(record, tally);
      yield record;
    }
  } catch (err) {
    if (err instanceof DeliveryFault) faults.add(err, name);
    else if (isOfFiles(err)) throw new UsageError(whyUnreadable(path, 'file', err));
    else throw err;
  }
}
