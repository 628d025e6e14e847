import type { FleetRow, HeadlineCode } from '@illuminate/contract';
import { describe, expect, test } from 'vitest';
import { HEADLINE_LOOKS } from '../connections/headlines.ts';
import { askFleet, WORST_FIRST } from './ask-fleet.ts';

const row = (
  name: string,
  code: HeadlineCode,
  changes: Partial<FleetRow> = {},
  since: string | null = null,
): FleetRow => ({
  name: `${name}-boxes`,
  organisation: { slug: name, name: name.toUpperCase(), zone: 'Europe/London' },
  provider: { id: 'boxes', title: 'Boxes' },
  method: 'api-credentials',
  headline: { code, ...HEADLINE_LOOKS[code], sentence: 'It is so.', whoActs: 'nobody', action: null, since },
  dataTo: null,
  lastUpdateAt: null,
  nextSyncAt: null,
  ...changes,
});

const ROWS = [
  row('abbey', 'OK', { dataTo: '2026-11-24T10:00:00.000Z' }),
  row('barn', 'STALE', { dataTo: '2026-11-20T10:00:00.000Z' }, '2026-11-20T10:00:00.000Z'),
  row('cafe', 'FAILED', { organisation: { slug: 'cafe', name: 'Café 10', zone: 'UTC' } }, '2026-11-24T09:00:00.000Z'),
  row('dome', 'FAILED', { provider: { id: 'tickets', title: 'Tickets' } }, '2026-11-22T09:00:00.000Z'),
  row('cafe2', 'PAUSED', { organisation: { slug: 'cafe2', name: 'Café 9', zone: 'UTC' } }),
];
const asked = (question: Partial<Parameters<typeof askFleet>[1]> = {}, from = 0) =>
  askFleet(ROWS, { sort: 'worst', direction: 'ascending', limit: 50, ...question }, from);
const names = (question: Parameters<typeof asked>[0], from = 0) =>
  asked(question, from).items.map(({ name }) => name.replace(/-boxes$/, ''));

describe('a fleet', () => {
  test('has the worst first, and of those what has been so for longest', () => {
    expect(names({})).toEqual(['dome', 'cafe', 'barn', 'abbey', 'cafe2']);
    expect(names({ direction: 'descending' })).toEqual(['cafe2', 'abbey', 'barn', 'dome', 'cafe']);
  });

  test('is sorted by each of its columns, with what is not known last', () => {
    expect(names({ sort: 'since' })).toEqual(['barn', 'dome', 'cafe', 'abbey', 'cafe2']);
    expect(names({ sort: 'data' }).slice(0, 2)).toEqual(['barn', 'abbey']);
    expect(names({ sort: 'data', direction: 'descending' }).slice(0, 2)).toEqual(['abbey', 'barn']);
    expect(names({ sort: 'organisation' })).toEqual(['abbey', 'barn', 'cafe2', 'cafe', 'dome']);
    expect(names({ sort: 'provider', direction: 'descending' })[0]).toBe('dome');
  });

  test('is narrowed by headline, provider, whose turn it is and any part of a name, accents or not', () => {
    expect(names({ headline: 'FAILED' })).toEqual(['dome', 'cafe']);
    expect(names({ provider: 'tickets' })).toEqual(['dome']);
    expect(names({ text: 'CAFE' })).toEqual(['cafe', 'cafe2']);
    expect(names({ text: 'café 9' })).toEqual(['cafe2']);
    expect(names({ whoActs: 'operator' })).toEqual([]);
    expect(asked({ text: 'cafe', headline: 'OK' })).toMatchObject({ total: 5, matching: 0, items: [], next: null });
  });

  test('counts each headline of what fits the other filters', () => {
    const told = asked({ headline: 'OK', text: 'a' }).counts.map(({ code, connections }) => `${code} ${connections}`);
    expect(told).toEqual(['FAILED 1', 'STALE 1', 'OK 1', 'PAUSED 1']);
  });

  test('comes in pages', () => {
    expect(asked({ limit: 2 }).next).toBe(2);
    expect(names({ limit: 2 }, 2)).toEqual(['barn', 'abbey']);
    expect(asked({ limit: 2 }, 4).next).toBeNull();
  });
});

test('every headline has its place', () => {
  expect([...WORST_FIRST].sort()).toEqual(Object.keys(HEADLINE_LOOKS).sort());
});
