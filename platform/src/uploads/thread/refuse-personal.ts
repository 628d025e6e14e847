import { DeliveryFault, personalLook, type Uploaded } from '@illuminate/delivery';

const REMEMBERED = 20_000;

/**
 * Looks at the texts of a record that are kept as they stand: none may look like the address or the number of a person. Names of events
 * and places may look like streets, and are looked at for e-mail addresses alone, by the reader.
 * @returns the fault, with the line; null if nothing looks so
 */
export function createPersonalCheck(headerOf: (field: string) => string) {
  const known = new Map<string, string | null>();
  const lookOf = (value: string): string | null => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const look = personalLook(value);
    if (known.size >= REMEMBERED) known.clear();
    known.set(value, look);
    return look;
  };
  const fault = (value: string | null, field: string, row: number): DeliveryFault | null => {
    const look = value === null ? null : lookOf(value);
    if (look === null) return null;
    const header = headerOf(field);
    return new DeliveryFault({
      code: 'record-invalid',
      what: `The field ${header} holds what looks like ${look}, which is not kept.`,
      nextStep: 'Map another column, or leave this one out.',
      row,
      field: header,
    });
  };
  return (record: Uploaded): DeliveryFault | null => {
    if (record.kind !== 'order') return null;
    const found = fault(record.channel, 'channel', record.row);
    if (found !== null) return found;
    for (const { type, offer, seat, row } of record.tickets) {
      const one = fault(type, 'ticket_type', row) ?? fault(offer, 'offer', row) ?? fault(seat, 'seat', row);
      if (one !== null) return one;
    }
    return null;
  };
}
