import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { FaultBoard } from '../../faults/fault-board.ts';
import type { BatchBend, Manifest } from '../sender/batch.ts';
import type { OrderRecord } from '../sender/order-record.ts';
import type { Tampering } from '../sender/signed-request.ts';

/** What a sender of deliveries may do wrong, one line each, as the help prints them. `match` is looked for in the batch's id. */
export const DELIVERY_FAULTS = {
  'deliver-cut': 'delivery: the connection is cut in the middle of a part, which is then sent again',
  'deliver-wrong-hash': "delivery: a part's bytes are not those of its hash; then it is sent again, rightly",
  'deliver-garbage': 'delivery: a part is no gzip at all, though its hash is right',
  'deliver-forged': 'delivery: signed with another key (default), or VALUE body, path or time',
  'deliver-ticket-too-many': 'delivery: an order has one ticket more than the totals say',
  'deliver-wrong-total': 'delivery: the amount of the tickets is VALUE cents off (default 1)',
  'deliver-undeclared-field': 'delivery: customers carry VALUE (default birthDate), which no manifest declares',
  'deliver-repeat': 'delivery: the whole batch is sent again VALUE times (default 1)',
  'deliver-reorder': 'delivery: the period is sent as VALUE batches (default 3), last one first',
  'deliver-skip-sequence': 'delivery: a sequence number is left out',
} as const;

type DeliveryFaultName = keyof typeof DELIVERY_FAULTS;
export type DeliveryFaults = FaultBoard<DeliveryFaultName>;

/** The faults on what a batch holds. Each is used up only where there is something to spoil. */
export function bendBatch(faults: DeliveryFaults, batch: string): BatchBend {
  let undeclared: string | null | undefined;
  let isDoubled = false;
  return {
    line(record, nth) {
      if (nth === 0) {
        const fault = faults.take('deliver-undeclared-field', batch);
        undeclared = fault ? (fault.value ?? 'birthDate') : null;
      }
      const told = undeclared ? { ...record, customer: { ...record.customer, [undeclared]: '1970-02-03' } } : record;
      if (isDoubled || record.tickets.length === 0 || !faults.take('deliver-ticket-too-many', batch)) return told;
      isDoubled = true;
      return withAnotherTicket(told);
    },
    manifest(manifest) {
      const fault = manifest.totals.orders > 0 ? faults.take('deliver-wrong-total', batch) : null;
      return fault ? withWrongTotal(manifest, Number(fault.value ?? 1)) : manifest;
    },
    part: (bytes) => (faults.take('deliver-garbage', batch) ? garbage(bytes.length) : bytes),
  };
}

/** The faults on how a manifest is sent. */
export function tamperWithOpening(faults: DeliveryFaults, batch: string, body: Buffer): Tampering {
  const forged = faults.take('deliver-forged', batch);
  if (!forged) return {};
  if (forged.value === 'body') return { sentBody: Buffer.concat([body, Buffer.from(' ')]) };
  if (forged.value === 'path') return { signedPath: '/api/v1/connections/somebody-else/deliveries/position' };
  if (forged.value === 'time') return { clockOff: -3_600 };
  return { forgedWith: generateKeyPairSync('ed25519').privateKey };
}

/** The faults on how a part is sent: other bytes than the right ones, or fewer. */
export function spoilPart(
  faults: DeliveryFaults,
  batch: string,
  bytes: Buffer,
): { bytes: Buffer; tampering: Tampering } {
  if (faults.take('deliver-cut', batch)) return { bytes, tampering: { cutAfter: Math.floor(bytes.length / 2) } };
  if (!faults.take('deliver-wrong-hash', batch)) return { bytes, tampering: {} };
  const spoiled = Buffer.from(bytes);
  const middle = Math.floor(spoiled.length / 2);
  spoiled[middle] = (spoiled[middle] ?? 0) ^ 1;
  return { bytes: spoiled, tampering: {} };
}

function withAnotherTicket(record: OrderRecord): OrderRecord {
  const [first] = record.tickets;
  return first ? { ...record, tickets: [...record.tickets, { ...first, id: `${first.id}-X` }] } : record;
}

function withWrongTotal(manifest: Manifest, off: number): Manifest {
  const amounts = Object.fromEntries(
    Object.entries(manifest.totals.amounts).map(([currency, { orders, tickets }]) => [
      currency,
      { orders, tickets: ((Math.round(Number(tickets) * 100) + off) / 100).toFixed(2) },
    ]),
  );
  return { ...manifest, totals: { ...manifest.totals, amounts } };
}

/** Begins as gzip does, and goes on as nothing. */
function garbage(length: number): Buffer {
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 0x08, 0x00]), randomBytes(Math.max(16, length - 4))]);
}
