// Test support for files as they come: each is read by what is proposed for it, without a word of anybody's.
import type { DeliveryFault } from '../fault.ts';
import { uploadedMapSchema } from './column-map.ts';
import type { RecordKind } from './fields.ts';
import { CURRENCY_SIGNS } from './guess-forms.ts';
import { lineBlocksOfFile } from './lines-of-file.ts';
import { readSample } from './read-sample.ts';
import { readUploaded } from './read-uploaded.ts';
import { suggestColumnMap } from './suggest.ts';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export interface Found {
  readonly orders: number;
  readonly tickets: number;
  readonly minor: number;
  /** When performances begin, as instants. */
  readonly begins: readonly string[];
  /** Rows with a fault. */
  readonly faults: readonly number[];
}

export async function read(
  kind: RecordKind,
  bytes: Uint8Array,
  constants: Record<string, string> = {},
  said: string[] = [],
): Promise<Found> {
  const sample = await readSample(bytes);
  const { map } = suggestColumnMap(sample, { zone: 'Europe/London', kind });
  const symbols = CURRENCY_SIGNS;
  const parsed = uploadedMapSchema.parse({ ...map, constants, numbers: { ...map.numbers, symbols } });
  const found = { orders: 0, tickets: 0, minor: 0, begins: new Set<string>(), faults: new Set<number>() };
  const lines = lineBlocksOfFile(once(bytes), parsed.file);
  const onFault = ({ row = 0, what }: DeliveryFault): void => {
    found.faults.add(row);
    said.push(what);
  };
  // Of whoever wrote it: amounts in another currency are no amounts of theirs.
  const isIn = (sign: string): boolean =>
    sample.rows.some((cells) => cells.some((cell) => typeof cell === 'string' && cell.includes(sign)));
  const currency = isIn('€') ? 'EUR' : isIn('$') ? 'USD' : 'GBP';
  const onWarning = ({ what }: DeliveryFault): void => {
    said.push(what);
  };
  const options = { currency, mostRecords: 1_000, onFault, onWarning };
  for await (const some of readUploaded(lines, parsed, options)) {
    for (const record of some) {
      if (record.kind === 'performance') found.begins.add(new Date(record.startsAt).toISOString().slice(0, 16));
      else if (record.kind === 'count') {
        found.tickets += record.tickets;
        found.minor += record.incomeMinor ?? 0;
      } else {
        found.orders += 1;
        found.tickets += record.tickets.length;
        for (const { totalMinor } of record.tickets) found.minor += totalMinor;
      }
    }
  }
  return { ...found, begins: [...found.begins].sort(), faults: [...found.faults] };
}

export const text = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
