import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RejectRecordError } from '@illuminate/connector-kit';
import { eventSchema, performanceSchema, venueSchema } from '@illuminate/model';
import { describe, expect, it } from 'vitest';
import type { SpektrixEvent, SpektrixInstance, SpektrixVenue } from '../api-types.ts';
import { normaliseEvent, unknownEvent } from './event.ts';
import { idNumber } from './fields.ts';
import { normalisePerformance } from './performance.ts';
import { contextFor, EVENT_ID, INSTANCE_ID, PLAN_ID, VENUE_ID } from './records-for-tests.ts';
import { normaliseTicketType } from './ticket-type.ts';
import { normaliseVenue } from './venue.ts';

const calgary = contextFor('America/Edmonton', 'CAD');
const instance = {
  planId: PLAN_ID,
  event: { id: EVENT_ID },
  start: '2024-08-09T19:30:00',
  startUtc: '2024-08-10T01:30:00',
  cancelled: false,
  id: INSTANCE_ID,
};

describe('an instance', () => {
  it('becomes a performance at the venue of its plan', () => {
    expect(normalisePerformance(instance, calgary)).toEqual({
      rows: {
        performances: [
          {
            source_id: INSTANCE_ID,
            source_number: 67201,
            event_id: EVENT_ID,
            venue_id: VENUE_ID,
            plan_id: PLAN_ID,
            plan_name: 'Main House',
            capacity: 419,
            starts_at: Date.UTC(2024, 7, 10, 1, 30),
            starts_local: Date.UTC(2024, 7, 9, 19, 30),
            zone: 'America/Edmonton',
            cancelled: false,
            on_sale_at: null,
            duration_minutes: null,
          },
        ],
      },
      mentions: [{ stream: 'events', id: EVENT_ID, key: EVENT_ID }],
    });
  });

  it('may have a plan that is not listed, a bare event, no twin, and be cancelled', () => {
    const record = { ...instance, planId: '9A', event: EVENT_ID, startUtc: undefined, cancelled: true };
    expect(normalisePerformance(record, calgary).rows.performances?.[0]).toMatchObject({
      venue_id: null,
      plan_id: '9A',
      capacity: null,
      event_id: EVENT_ID,
      starts_at: Date.UTC(2024, 7, 10, 1, 30),
      cancelled: true,
    });
  });

  it.each([
    ['id', { id: null }],
    ['event', { event: undefined }],
    ['start', { start: null, startUtc: null }],
    ['cancelled', { cancelled: 'no' }],
  ])('is rejected without a readable %s', (field, changes) => {
    expect(() => normalisePerformance({ ...instance, ...changes }, calgary)).toThrow(
      expect.objectContaining({ name: 'RejectRecordError', field }),
    );
  });
});

describe('an event', () => {
  const record = { id: EVENT_ID, name: 'Calendar\u0007 Girls\r\nLive', duration: 150, webEventId: null };

  it('becomes a row with clean text', () => {
    expect(normaliseEvent(record, calgary).rows).toEqual({
      events: [
        {
          source_id: EVENT_ID,
          source_number: 4607,
          name: 'Calendar Girls Live',
          duration_minutes: 150,
          web_event_id: null,
        },
      ],
    });
  });

  it('brings its performances where they are there, which need not name it', () => {
    const { event: _, ...inner } = instance;
    const { rows } = normaliseEvent({ ...record, instances: [inner] }, calgary);
    expect(rows.performances).toEqual([expect.objectContaining({ source_id: INSTANCE_ID, event_id: EVENT_ID })]);
    expect(() => normaliseEvent({ ...record, instances: [inner, {}] }, calgary)).toThrow(
      expect.objectContaining({ field: 'instances[1].id' }),
    );
  });

  it('is rejected without a name', () => {
    expect(() => normaliseEvent({ ...record, name: null }, calgary)).toThrow(RejectRecordError);
  });

  it('that is not shown says that its name is unknown', () => {
    expect(eventSchema.parse(unknownEvent(EVENT_ID))).toMatchObject({
      source_number: 4607,
      name: expect.stringContaining('unknown'),
    });
  });
});

describe('other records of the catalogue', () => {
  it('become rows', () => {
    expect(normaliseVenue({ id: VENUE_ID, name: 'Grand', address: '1 High St\nTown' }).rows.venues).toEqual([
      { source_id: VENUE_ID, source_number: 201, name: 'Grand', address: '1 High St Town' },
    ]);
    expect(normaliseTicketType({ id: '1001AB', name: 'Standard' }).rows.ticket_types).toEqual([
      { source_id: '1001AB', source_number: 1001, name: 'Standard' },
    ]);
  });
});

describe('the number in an id', () => {
  it.each([
    [EVENT_ID, 4607],
    ['12607', 12607],
    ['I-AK11-1ATK', null],
    ['A', null],
    ['', null],
    ['12B', null],
    ['99999999999999999999A', null],
  ])('of %s is %s', (id, number) => {
    expect(idNumber(id)).toBe(number);
  });
});

const samples =
  process.env.ILLUMINATE_SAMPLES ?? fileURLToPath(new URL('../../../../../shared/samples', import.meta.url));
const sample = (name: string): unknown => JSON.parse(readFileSync(`${samples}/spektrix/${name}`, 'utf8'));

describe.skipIf(!existsSync(`${samples}/spektrix`))('recorded answers (ILLUMINATE_SAMPLES)', () => {
  it('of raw shapes are read', () => {
    const shapes = sample('shapes_raw_v3.json') as Record<string, unknown[]>;
    const named = (start: string): unknown[] =>
      Object.entries(shapes).find(([key]) => key.startsWith(start))?.[1] ?? [];
    const performances = (named('GET instances (') as SpektrixInstance[]).flatMap(
      (record) => normalisePerformance(record, calgary).rows.performances ?? [],
    );
    expect(performances).toHaveLength(5);
    for (const row of performances) {
      performanceSchema.parse(row);
      expect(calgary.zone.toWall(row.starts_at ?? 0)).toBe(row.starts_local);
    }
    for (const record of named('GET events (') as SpektrixEvent[]) {
      eventSchema.parse(normaliseEvent(record, calgary).rows.events?.[0]);
    }
    for (const record of named('GET venues') as SpektrixVenue[]) {
      venueSchema.parse(normaliseVenue(record).rows.venues?.[0]);
    }
  });

  it('of a whole catalogue are read', () => {
    const vancouver = contextFor('America/Vancouver', 'CAD');
    const rows = sample('artsdata__json_data_kaymeekcentre.json') as Record<string, unknown>[];
    for (const row of rows) {
      eventSchema.parse(normaliseEvent(row, vancouver).rows.events?.[0]);
      const inner = Object.entries(row).filter(([key]) => key.startsWith('instance_'));
      const record = Object.fromEntries(inner.map(([key, value]) => [key.slice('instance_'.length), value]));
      const performance = performanceSchema.parse(normalisePerformance(record, vancouver).rows.performances?.[0]);
      expect(vancouver.zone.toWall(performance.starts_at ?? 0)).toBe(performance.starts_local);
    }
  });

  it('have ids whose number is their integer', () => {
    for (const [number, id] of Object.entries(sample('observed_ids.json') as Record<string, string>)) {
      expect(idNumber(id)).toBe(Number(number));
    }
  });
});
