import { parseWall, type Rows } from '@illuminate/model';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeConnection } from '../connections/describe-connection.ts';
import { findConnection } from '../connections/find-connection.ts';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { addConnection } from '../control/rows-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { runEventIdReport } from '../reports/event-id-report.ts';
import { ticketRow } from '../warehouse/made-batches.ts';
import { createPacker } from '../warehouse/pack.ts';
import { chooseSource } from './choose-source.ts';
import { listSources } from './list-sources.ts';
import { mirrorAllChoices } from './mirror-choices.ts';
import { noticeOverlaps } from './notice-overlaps.ts';
import { undoChoice } from './undo-choice.ts';

let box: ContextForTests;
let riverside: Organisation;
let old: { id: string; name: string };
let fresh: { id: string; name: string };

const wall = (text: string): number => parseWall(text) ?? Number.NaN;

/** Two performances of one event with two tickets each, under the ids of this box office. */
async function load(connection: string, eventNumber: number): Promise<void> {
  const packer = createPacker();
  const days = ['2026-03-01', '2026-06-30'];
  packer.add(
    {
      events: [
        {
          source_id: `${eventNumber}`,
          source_number: eventNumber,
          name: 'Macbeth',
          duration_minutes: null,
          web_event_id: null,
        },
      ],
      performances: days.map((day, at) => ({
        source_id: `${eventNumber}-${at}`,
        source_number: null,
        event_id: `${eventNumber}`,
        venue_id: null,
        plan_id: null,
        plan_name: null,
        capacity: null,
        starts_at: wall(`${day} 19:30`),
        starts_local: wall(`${day} 19:30`),
        zone: 'Europe/London',
        cancelled: false,
        on_sale_at: null,
        duration_minutes: null,
      })),
    },
    1_000,
  );
  const sold = wall('2026-02-01 12:00');
  for (const [at] of days.entries()) {
    const rows: Rows = {
      orders: [
        {
          source_id: `o${at}`,
          source_number: null,
          customer_id: null,
          channel: null,
          currency: 'GBP',
          total_minor: 2000,
          charges_minor: 0,
          donations_minor: 0,
          first_transaction_at: sold,
          first_transaction_local: sold,
          last_transaction_at: sold,
          last_transaction_local: sold,
          zone: 'Europe/London',
        },
      ],
      tickets: ['A1', 'A2'].map((seat) =>
        ticketRow({
          ...{ id: `o${at}-${seat}`, order: `o${at}`, event: `${eventNumber}`, performance: `${eventNumber}-${at}` },
          ...{ seat, total: 1000 },
        }),
      ),
    };
    packer.add(rows, 1_000);
  }
  await box.context.warehouse.withStore(riverside.id, (store) =>
    store.load({
      connectionId: connection,
      fence: 1,
      syncId: 'syn_1',
      recordedAt: 1_000 + eventNumber,
      packed: packer.take(),
      cursors: {},
      rejects: [],
    }),
  );
  await noticeOverlaps(box.context, riverside.id);
}

async function connection(): Promise<{ id: string; name: string }> {
  const id = await addConnection(box.context.control, riverside.id);
  return findConnection(box.context, id);
}

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  await box.reset();
  riverside = await box.organisation('riverside');
  [old, fresh] = [await connection(), await connection()];
  await load(old.id, 7);
  await load(fresh.id, 9);
});

const shown = async ({ id }: { id: string }) => describeConnection(box.context, await findConnection(box.context, id));
const choose = (changes: Partial<Parameters<typeof chooseSource>[1]> = {}) =>
  chooseSource(box.context, {
    organisation: riverside,
    counts: fresh.name,
    other: old.name,
    both: false,
    from: '2026-03-01',
    to: '2026-03-31',
    why: 'The old system was closed.',
    actor: 'key_ada',
    ...changes,
  });
const report = async () => {
  const { rows, columns, notes } = await runEventIdReport(box.context, {
    organisation: riverside,
    from: '2026-01-01',
    to: '2026-12-31',
    columns: 'all',
  });
  return { tickets: rows.map(({ eventId, tickets, source }) => [eventId, tickets, source]), columns, notes };
};

test('both connections say what is sold twice, and that nothing counts twice', async () => {
  const { overlaps, choices } = await listSources(box.context, riverside);
  expect(overlaps).toEqual([
    {
      first: old.name,
      later: fresh.name,
      performances: 2,
      from: '2026-03-01',
      to: '2026-06-30',
      firstTickets: 4,
      laterTickets: 4,
      undecided: { performances: 2, from: '2026-03-01', to: '2026-06-30' },
      noticedAt: '2026-05-01T10:00:00.000Z',
    },
  ]);
  expect(choices).toEqual([]);
  for (const [one, other] of [
    [old, fresh],
    [fresh, old],
  ] as const) {
    const { sources } = await shown(one);
    expect(sources.overlaps).toEqual(overlaps);
    expect([sources.overlaps[0]?.first, sources.overlaps[0]?.later]).toContain(other.name);
  }
});

test('each box office’s Event ID is told, and its tickets once', async () => {
  const { tickets, columns, notes } = await report();
  expect(tickets).toEqual([
    ['7', 4, old.name],
    ['9', 0, fresh.name],
  ]);
  expect(columns.at(-1)).toEqual({ name: 'source', label: 'Source' });
  expect(notes.at(-1)).toContain('One of these events is in a second box office as well');
});

test('a choice holds for its days, says what it leaves out, and is written down', async () => {
  const { overlaps, choices } = await choose();
  expect(choices).toMatchObject([
    {
      counts: fresh.name,
      other: old.name,
      both: false,
      why: 'The old system was closed.',
      chosenBy: 'key_ada',
      undoneAt: null,
      leavesOut: { performances: 1, tickets: 2, onlyThere: { performances: 0, tickets: 0 } },
    },
  ]);
  expect(overlaps[0]?.undecided).toEqual({ performances: 1, from: '2026-06-30', to: '2026-06-30' });
  expect((await report()).tickets).toEqual([
    ['7', 2, old.name],
    ['9', 2, fresh.name],
  ]);
  const entry = await box.context.db
    .selectFrom('audit')
    .selectAll()
    .where('subject', '=', choices[0]?.id ?? '')
    .executeTakeFirstOrThrow();
  expect(entry).toMatchObject({
    actor: 'key_ada',
    action: 'source.chosen',
    details: { counts: fresh.name, insteadOf: old.name, from: '2026-03-01', to: '2026-03-31' },
  });
});

test('undoing brings back what held before', async () => {
  const first = await choose({ from: '2026-01-01', to: '2026-12-31' });
  const second = await choose({
    counts: old.name,
    other: fresh.name,
    from: '2026-03-01',
    to: '2026-03-01',
    both: true,
  });
  expect((await report()).tickets.map(([, tickets]) => tickets)).toEqual([2, 4]);
  const id = second.choices[0]?.id ?? '';
  await undoChoice(box.context, { organisation: riverside, choice: id, actor: 'key_bo' });
  expect((await report()).tickets.map(([, tickets]) => tickets)).toEqual([0, 4]);
  await expect(undoChoice(box.context, { organisation: riverside, choice: id, actor: 'key_bo' })).rejects.toMatchObject(
    {
      code: 'not-possible-now',
    },
  );
  const { overlaps, choices } = await undoChoice(box.context, {
    organisation: riverside,
    choice: first.choices[0]?.id ?? '',
    actor: 'key_bo',
  });
  expect((await report()).tickets.map(([, tickets]) => tickets)).toEqual([4, 0]);
  expect(choices.map(({ undoneBy }) => undoneBy)).toEqual(['key_bo', 'key_bo']);
  expect(overlaps[0]?.undecided).not.toBeNull();
});

test('a store that lost its choices is told them again', async () => {
  await choose({ from: '2026-01-01', to: '2026-12-31' });
  await box.context.warehouse.withStore(riverside.id, (store) => store.setSourceChoices([]));
  expect((await report()).tickets.map(([, tickets]) => tickets)).toEqual([4, 0]);
  await mirrorAllChoices(box.context);
  expect((await report()).tickets.map(([, tickets]) => tickets)).toEqual([0, 4]);
});

test('a choice that makes no sense is refused', async () => {
  await expect(choose({ from: '2026-04-01', to: '2026-03-01' })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(choose({ counts: old.name })).rejects.toMatchObject({ code: 'invalid-input' });
  const elsewhere = await box.organisation('elsewhere');
  const foreign = await addConnection(box.context.control, elsewhere.id);
  await expect(choose({ counts: foreign.replace('_', '-') })).rejects.toMatchObject({ code: 'not-found' });
  const third = await connection();
  await choose();
  await choose({ counts: third.name, other: fresh.name });
  await expect(choose({ counts: old.name, other: third.name })).rejects.toMatchObject({
    code: 'conflict',
    parts: { detail: expect.stringContaining(`${old.name} does not count itself`) },
  });
});
