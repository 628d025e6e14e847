import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CUSTOMER_FIELDS, gather, inPieces } from './examples-for-tests.ts';
import { readPart } from './read-part.ts';
import type { Delivered } from './records/delivered.ts';
import { writeRecord } from './write-record.ts';

const text = fc.stringMatching(/^[A-Za-zé🎭"\\, ]{1,12}$/u);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const minor = fc.integer({ min: -10_000_000, max: 10_000_000 });
const time = fc.integer({ min: 0, max: Date.UTC(2100, 0) });

const ticket = fc.record({
  row: fc.constant(1),
  id: text,
  performance: text,
  type: orNull(text),
  seat: orNull(text),
  offer: orNull(text),
  priceMinor: orNull(minor),
  discountMinor: orNull(minor),
  totalMinor: minor,
});
const item = fc.record({
  kind: fc.constantFrom('donation' as const, 'charge' as const, 'subscription' as const),
  quantity: fc.integer({ min: 1, max: 9 }),
  amountMinor: minor,
});
const order = fc
  .record({
    kind: fc.constant('order' as const),
    row: fc.constant(1),
    id: text,
    placedAt: time,
    channel: orNull(text),
    currency: fc.constantFrom('EUR', 'GBP', 'JPY', 'KWD'),
    totalMinor: minor,
    customer: orNull(fc.record({ id: text, postcode: orNull(text), country: orNull(fc.constantFrom('IE', 'GB')) })),
    tickets: fc.array(ticket, { maxLength: 3 }),
    items: fc.array(item, { maxLength: 3 }),
  })
  .map((made) => ({
    ...made,
    changedAt: made.placedAt + 1,
    items: made.items.map((each, at) => ({ id: `${at}`, ...each })),
  }));
const performance = fc.record({
  kind: fc.constant('performance' as const),
  row: fc.constant(1),
  id: text,
  event: fc.record({ id: text, name: text }),
  venue: orNull(fc.record({ id: text, name: text })),
  startsAt: time,
  capacity: orNull(fc.nat(5000)),
  cancelled: fc.boolean(),
});

it('what is read from a written record is the record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(order, performance), async (record: Delivered) => {
      const kind = record.kind === 'order' ? 'orders' : 'performances';
      const bytes = inPieces(Buffer.from(writeRecord(record)), 50);
      const options = { part: 1, personalFields: CUSTOMER_FIELDS, currency: 'USD' };
      expect(await gather(readPart(bytes, { kind, format: 'ndjson', encoding: 'none' }, options))).toEqual([record]);
    }),
    { numRuns: 200 },
  );
});
