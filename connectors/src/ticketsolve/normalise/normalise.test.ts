import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RejectRecordError } from '@illuminate/connector-kit';
import { zoneOf } from '@illuminate/model';
import { describe, expect, it } from 'vitest';
import { eventXml, type MadeDetail } from '../box-office-for-tests.ts';
import { readEvent } from '../xml/read-event.ts';
import { normaliseCapacity } from './capacity.ts';
import { type FeedPerformance, normalisePerformance } from './performance.ts';
import { normaliseShow } from './show.ts';
import { normaliseVenue } from './venue.ts';

const context = {
  zone: zoneOf('Europe/London'),
  currency: 'GBP',
  pseudonym: () => '',
  references: null,
};

const event = (changes: Partial<FeedPerformance> = {}): FeedPerformance => ({
  id: '428839338',
  showId: '1173681157',
  venueId: '426566287',
  number: '428839338',
  startsAt: '2026-07-30T14:30:00+01:00',
  opensAt: null,
  layout: 'Theatre (225)',
  status: 'available',
  showStatus: null,
  ...changes,
});
const performance = (changes: Partial<FeedPerformance> = {}) =>
  normalisePerformance(event(changes), context).rows.performances?.[0];

function rejection(work: () => unknown): RejectRecordError {
  try {
    work();
  } catch (err) {
    if (err instanceof RejectRecordError) return err;
    throw err;
  }
  throw new Error('it was taken');
}

describe('an event of the feed', () => {
  it('is a performance', () => {
    expect(performance()).toEqual({
      source_id: '428839338',
      source_number: 428839338,
      event_id: '1173681157',
      venue_id: '426566287',
      plan_id: null,
      plan_name: 'Theatre (225)',
      capacity: null,
      starts_at: Date.UTC(2026, 6, 30, 13, 30),
      starts_local: Date.UTC(2026, 6, 30, 14, 30),
      zone: 'Europe/London',
      cancelled: false,
      on_sale_at: null,
      duration_minutes: null,
    });
  });

  it.each([
    ['2026-07-30T14:30:00+01:00', Date.UTC(2026, 6, 30, 13, 30), Date.UTC(2026, 6, 30, 14, 30)],
    // The hour that comes twice: the offset tells which.
    ['2026-10-25T01:30:00+01:00', Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)],
    ['2026-10-25T01:30:00+00:00', Date.UTC(2026, 9, 25, 1, 30), Date.UTC(2026, 9, 25, 1, 30)],
    ['2026-12-01T19:30:00+00:00', Date.UTC(2026, 11, 1, 19, 30), Date.UTC(2026, 11, 1, 19, 30)],
    ['2026-07-30T13:30:00Z', Date.UTC(2026, 6, 30, 13, 30), Date.UTC(2026, 6, 30, 14, 30)],
    ['2026-07-30 14:30:00', Date.UTC(2026, 6, 30, 13, 30), Date.UTC(2026, 6, 30, 14, 30)],
  ])('that begins at %s does so by its offset, whatever the zone is called', (startsAt, instant, local) => {
    expect(performance({ startsAt })).toMatchObject({ starts_at: instant, starts_local: local });
  });

  it('in another zone is told in the organisation’s wall time', () => {
    const dublinOfUs = { ...context, zone: zoneOf('Europe/Paris') };
    expect(normalisePerformance(event(), dublinOfUs).rows.performances?.[0]).toMatchObject({
      starts_at: Date.UTC(2026, 6, 30, 13, 30),
      starts_local: Date.UTC(2026, 6, 30, 15, 30),
      zone: 'Europe/Paris',
    });
  });

  it('that opens after it begins is taken, and that is told', () => {
    const { rows, warnings } = normalisePerformance(event({ opensAt: '2026-07-30T18:15:00+01:00' }), context);
    expect(rows.performances).toHaveLength(1);
    expect(warnings).toEqual(['opens-after-start']);
  });

  it('whose number is not its id keeps both, and that is told', () => {
    const { rows, warnings } = normalisePerformance(event({ number: '77' }), context);
    expect(rows.performances?.[0]).toMatchObject({ source_id: '428839338', source_number: 77 });
    expect(warnings).toEqual(['number-differs-from-id']);
  });

  it('keeps an id that is no number, or a long one, as it is', () => {
    expect(performance({ id: '0012', number: null })).toMatchObject({ source_id: '0012', source_number: 12 });
    expect(performance({ id: '12345678901234567890', number: null })).toMatchObject({
      source_id: '12345678901234567890',
      source_number: null,
    });
  });

  it.each([['sold out'], ['SOLD OUT'], ['available'], [null]])('with the status %s is on', (status) => {
    expect(performance({ status })?.cancelled).toBe(false);
  });

  it.each(['cancelled', 'Cancelled', 'CANCELED'])('with the status %s is off', (status) => {
    expect(performance({ status })?.cancelled).toBe(true);
    expect(performance({ showStatus: status })?.cancelled).toBe(true);
  });

  it.each([
    [{ id: null }, 'missing-field', 'event/@id'],
    [{ id: '../../etc' }, 'unreadable-id', 'event/@id'],
    [{ startsAt: null }, 'missing-field', 'date_time_iso'],
    [{ startsAt: '30 July' }, 'unreadable-time', 'date_time_iso'],
    [{ startsAt: '2026-02-30T10:00:00+00:00' }, 'unreadable-time', 'date_time_iso'],
    [{ showId: null }, 'missing-field', 'show/@id'],
  ])('is refused with %j', (changes, reason, field) => {
    expect(rejection(() => performance(changes))).toMatchObject({ reason, field });
  });
});

describe('a show and a venue', () => {
  it('are an event and a venue', () => {
    expect(normaliseShow({ id: '7', name: 'A\n PRIVATE\tLIFE' }).rows.events).toEqual([
      { source_id: '7', source_number: 7, name: 'A PRIVATE LIFE', duration_minutes: null, web_event_id: null },
    ]);
    expect(normaliseVenue({ kind: 'venue', id: '7', name: 'Main House' }).rows.venues).toEqual([
      { source_id: '7', source_number: 7, name: 'Main House', address: null },
    ]);
  });

  it('are refused without a name', () => {
    expect(rejection(() => normaliseShow({ id: '7', name: null }))).toMatchObject({ reason: 'missing-field' });
    expect(rejection(() => normaliseShow({ id: '7', name: 'x'.repeat(3_000) }))).toMatchObject({ reason: 'too-long' });
  });
});

const NOW = Date.UTC(2026, 6, 1, 12);

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function observed(changes: Partial<MadeDetail>, text = eventXml({ id: '9', ...changes })) {
  const document = { body: once(text), contentType: 'application/xml', title: 'Box', route: 'event' };
  const detail = await readEvent(document);
  return normaliseCapacity({ ...detail, performanceId: '9', observedAt: NOW }, context);
}
const snapshot = async (changes: Partial<MadeDetail>) => (await observed(changes)).rows.capacity_snapshots?.[0];

describe('an event’s own document', () => {
  it('is an observation, and tells of the performance', async () => {
    expect(await observed({})).toEqual({
      rows: {
        capacity_snapshots: [
          {
            performance_id: '9',
            observed_on: Date.UTC(2026, 6, 1),
            capacity: 68,
            available: 41,
            sold: 27,
            sold_is_upper_bound: true,
            held: null,
            sale_state: 'on_sale',
            lowest_price_minor: 900,
            highest_price_minor: 900,
            currency: 'GBP',
          },
        ],
        ticket_types: [{ source_id: 'Full Price', source_number: null, name: 'Full Price' }],
      },
      mentions: [],
      details: { id: '9', capacity: 68, onSaleAt: Date.UTC(2026, 5, 8, 8), durationMinutes: 107 },
      warnings: [],
    });
  });

  const future = '2026-07-20T10:00:00+01:00';
  const past = '2026-06-08T09:00:00+01:00';
  it.each([
    [
      'a feed that says "sold out" before the sale',
      { status: 'SOLD OUT', available: '68', onSale: future },
      'not_on_sale',
    ],
    ['none to be had before the sale', { status: 'sold out', available: '0', onSale: future }, 'not_on_sale'],
    ['none to be had since the sale began', { status: 'sold out', available: '0', onSale: past }, 'sold_out'],
    ['none to be had, whatever the status', { status: 'available', available: '0', onSale: past }, 'sold_out'],
    ['some to be had, whatever the status', { status: 'Sold Out', available: '3', onSale: past }, 'on_sale'],
    ['some to be had, and no time of sale', { available: '3', onSale: null }, 'on_sale'],
    ['none to be had, and no time of sale', { status: 'sold out', available: '0', onSale: null }, 'unknown'],
    ['none to be had, and a time of sale that cannot be read', { available: '0', onSale: 'soon' }, 'unknown'],
  ] as const)('%s', async (_, changes, state) => {
    expect((await snapshot(changes))?.sale_state).toBe(state);
  });

  it('has prices to the penny, the lowest and the highest', async () => {
    const prices = [{ selling: '12.50' }, { type: 'Child', selling: '0.10' }, { type: 'Child', selling: '7' }];
    const { rows } = await observed({ prices });
    expect(rows.capacity_snapshots?.[0]).toMatchObject({ lowest_price_minor: 10, highest_price_minor: 1_250 });
    expect(rows.ticket_types?.map(({ name }) => name)).toEqual(['Full Price', 'Child']);
  });

  it('in euro says so', async () => {
    expect(await snapshot({ prices: [{ selling: '9.00', currency: 'eur' }] })).toMatchObject({
      lowest_price_minor: 900,
      currency: 'EUR',
    });
  });

  it.each([
    ['a price that is none', [{ selling: 'free' }]],
    ['a price in parts of a penny', [{ selling: '9.005' }]],
    [
      'prices in two currencies',
      [
        { selling: '9.00', currency: 'GBP' },
        { selling: '9.00', currency: 'EUR' },
      ],
    ],
  ])('with %s keeps the rest, and that is told', async (_, prices) => {
    const { rows, warnings } = await observed({ prices });
    expect(rows.capacity_snapshots?.[0]).toMatchObject({ capacity: 68, lowest_price_minor: null, currency: null });
    expect(warnings).toEqual(['unreadable-price']);
  });

  it('without prices, duration and time of sale is an observation all the same', async () => {
    const text = '<event id="9"><available>0</available><capacity>10</capacity></event>';
    const { rows, details } = await observed({}, text);
    expect(rows.capacity_snapshots?.[0]).toMatchObject({ sold: 10, sale_state: 'unknown', currency: null });
    expect(details).toEqual({ id: '9', capacity: 10 });
  });

  it.each([
    ['<event id="9"><available>5</available></event>', 'missing-field', 'capacity'],
    ['<event id="9"><capacity>5</capacity></event>', 'missing-field', 'available'],
    ['<event id="9"><capacity>5</capacity><available>6</available></event>', 'impossible-number', 'available'],
    ['<event id="9"><capacity>-5</capacity><available>0</available></event>', 'unreadable-number', 'capacity'],
    ['<event id="8"><capacity>5</capacity><available>0</available></event>', 'wrong-record', 'event/@id'],
  ])('is refused when it is %s', async (text, reason, field) => {
    await expect(observed({}, text)).rejects.toMatchObject({ reason, field });
  });

  const SAMPLE = join(import.meta.dirname, '../../../../../shared/samples/ticketsolve/RECONSTRUCTED_event-detail.xml');
  it.skipIf(!existsSync(SAMPLE))('that was reconstructed from public parsers is read (sample)', async () => {
    const text = readFileSync(SAMPLE, 'utf8').replace('428839338', '9');
    const { rows, details } = await observed({}, text);
    expect(rows.capacity_snapshots?.[0]).toMatchObject({
      capacity: 68,
      available: 41,
      sold: 27,
      lowest_price_minor: 900,
    });
    expect(details).toEqual({ id: '9', capacity: 68, onSaleAt: Date.UTC(2026, 5, 8, 8), durationMinutes: 107 });
  });
});
