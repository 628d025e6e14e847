import { describe, expect, it } from 'vitest';
import { type PlanFacts, planSync, type StreamFacts } from './plan.ts';
import type { Way } from './ways.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 12);

const stream = (name: string, ways: Way[], more: Partial<StreamFacts> = {}): StreamFacts => ({
  name,
  ways: new Set(ways),
  crawlEverySeconds: 3600,
  backoffUntil: null,
  hasHistory: true,
  ...more,
});

const events = stream('events', ['crawl', 'byId']);
const orders = stream('orders', ['changedSince', 'window', 'byId']);
const customers = stream('customers', ['byId']);

const facts = (more: Partial<PlanFacts> = {}): PlanFacts => ({
  streams: [events, orders, customers],
  lastDone: {},
  rejected: [],
  mend: false,
  now: NOW,
  asked: false,
  everySeconds: 900,
  ...more,
});

const words = (of: PlanFacts): string[] => planSync(of).map(({ kind, stream: name }) => `${kind} ${name}`);

describe('a sync', () => {
  it('reads the catalogue, then what is new, then history', () => {
    expect(words(facts())).toEqual(['crawl events', 'follow orders', 'trail orders', 'history orders']);
  });

  it('reads the last days again every night, but for the first night: history begins with them', () => {
    const first = stream('orders', ['changedSince', 'window', 'byId'], { hasHistory: false });
    expect(words(facts({ streams: [first] }))).toEqual(['follow orders', 'history orders']);
    const nightlyAt = (at: number): string[] => words(facts({ streams: [orders], lastDone: { 'orders.nightly': at } }));
    expect(nightlyAt(NOW - 23 * HOUR)).not.toContain('trail orders');
    expect(nightlyAt(NOW - 24 * HOUR)).toContain('trail orders');
  });

  it('reads the catalogue only when it is due', () => {
    const lastDone = { 'events.crawl': NOW - HOUR / 2, 'orders.nightly': NOW - HOUR };
    expect(words(facts({ lastDone }))).toEqual(['follow orders', 'history orders']);
    expect(words(facts({ lastDone: { ...lastDone, 'events.crawl': NOW - HOUR } }))).toContain('crawl events');
  });

  it('reads the catalogue at once for whoever asks, but not twice in a minute', () => {
    const readAt = (at: number): string[] => words(facts({ asked: true, lastDone: { 'events.crawl': at } }));
    expect(readAt(NOW - 2 * 60_000)).toContain('crawl events');
    expect(readAt(NOW - 30_000)).not.toContain('crawl events');
  });

  it('reads again what may be lost here, after what is new', () => {
    expect(words(facts({ mend: true }))).toEqual([
      'crawl events',
      'follow orders',
      'trail orders',
      'mend orders',
      'history orders',
    ]);
    expect(words(facts({ mend: true, streams: [events] }))).toEqual(['crawl events']);
  });

  it('does what is due even if a clock was set back', () => {
    expect(words(facts({ lastDone: { 'events.crawl': NOW + 400 * 24 * HOUR } }))).toContain('crawl events');
  });

  it('trails where there is no feed of changes', () => {
    const without = stream('orders', ['window', 'byId']);
    expect(words(facts({ streams: [stream('orders', ['changedSince', 'window'])] }))).toContain('trail orders');
    const lastDone = { 'orders.nightly': NOW, 'events.crawl': NOW };
    expect(planSync(facts({ streams: [events, without], lastDone }))).toEqual([
      { kind: 'trail', stream: 'orders', cursor: 'orders.trail', days: null },
      { kind: 'history', stream: 'orders' },
    ]);
  });

  it('reads a feed every quarter of an hour, or with every run where runs are more frequent', () => {
    const feed = stream('events', ['feedHash'], { crawlEverySeconds: 900 });
    const read = (agoMs: number, everySeconds = 900): boolean =>
      words(facts({ streams: [feed], lastDone: { 'events.feedHash': NOW - agoMs }, everySeconds })).includes(
        'feed events',
      );
    expect(words(facts({ streams: [feed] }))).toEqual(['feed events']);
    expect(read(10 * 60_000)).toBe(false);
    // Runs do not begin to the second.
    expect(read(15 * 60_000 - 20_000)).toBe(true);
    expect(read(60_000, 60)).toBe(true);
    expect(read(10 * 60_000, 3_600)).toBe(false);
    expect(read(15 * 60_000, 3_600)).toBe(true);
  });

  it('observes last of all', () => {
    const seats = stream('seats', ['observe']);
    expect(words(facts({ streams: [seats, events, orders] })).at(-1)).toBe('observe seats');
  });

  it('leaves out streams that are backing off, and only those', () => {
    const waiting = { ...orders, backoffUntil: NOW + 1 };
    expect(words(facts({ streams: [events, waiting] }))).toEqual(['crawl events']);
    expect(words(facts({ streams: [events, { ...waiting, backoffUntil: NOW }] }))).toContain('follow orders');
  });

  it('waits for nothing when a person asked', () => {
    const waiting = { ...orders, backoffUntil: NOW + HOUR };
    expect(words(facts({ streams: [waiting], asked: true }))).toContain('follow orders');
  });

  it('looks again at what was refused, once an hour or when asked', () => {
    const rejected = [
      { stream: 'orders', id: '7' },
      { stream: 'unreadable', id: '8' },
    ];
    expect(planSync(facts({ rejected }))).toContainEqual({ kind: 'reread', stream: 'orders', ids: ['7'] });
    const lastDone = { 'rejects.reread': NOW - 60_000 };
    expect(words(facts({ rejected, lastDone }))).not.toContain('reread orders');
    expect(words(facts({ rejected, lastDone, asked: true }))).toContain('reread orders');
  });
});
