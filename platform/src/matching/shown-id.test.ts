import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { shownIdSql } from '../reports/registry/fields/shown-id.ts';
import { shownId } from './box-office-events.ts';

const EVENTS = [
  { number: 12_607, eventId: '12607ABRLPHRLPCSQHJHRDGPSSQ', shown: '12607' },
  { number: null, eventId: 'E-44/b', shown: 'E-44/b' },
  { number: null, eventId: 'name:the winter voyage', shown: null },
  { number: null, eventId: 'E-44/b/2026-05-01T18:30', shown: null },
  { number: null, eventId: 'f'.repeat(64), shown: null },
];

test.each(EVENTS)('$eventId is shown as $shown', ({ shown, ...event }) => {
  expect(shownId(event)).toBe(shown);
});

test('a report says the same', async () => {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  for (const { number, eventId, shown } of EVENTS) {
    const event = `(SELECT ${number ?? 'NULL'}::BIGINT AS source_number, '${eventId}' AS source_id) e`;
    const result = await connection.runAndReadAll(`SELECT ${shownIdSql('e')} AS shown FROM ${event}`);
    expect(result.getRowObjectsJS()).toEqual([{ shown }]);
  }
  connection.closeSync();
  instance.closeSync();
});
