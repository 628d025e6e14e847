import { reportDefinition } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { turnUpload } from '../uploads/turn-upload.ts';
import { loadFile } from '../uploads/upload-for-tests.ts';
import { answerReport } from './answer-report.ts';
import { askStore } from './ask-store.ts';
import { compileReport } from './compile/compile-report.ts';
import { settingOf } from './setting-of.ts';

const AS_THEY_STAND =
  'Some of what is stored is in EUR. Amounts are added up as they stand and shown as GBP, without converting.';
const MEASURED = { mode: 'grouped', keys: [], measures: [{ measure: 'income' }] } as const;
const only = (field: string, value: unknown, op = 'eq') => ({ match: 'all', items: [{ field, op, value }] });

let box: ContextForTests;
let fenwick: Organisation;
let euros = '';
const file = (...lines: readonly string[]) =>
  Buffer.from(['Booking ref,Sold on,Event,Date,Paid', ...lines, ''].join('\n'));
beforeAll(async () => {
  box = await openContextForTests();
  fenwick = await box.organisation('fenwick');
  const given = { box, organisation: fenwick, kind: 'sales' } as const;
  await loadFile({ ...given, bytes: file('A1,01/10/2026,Hamlet,14/10/2026 19:30,£100.00') });
  const touring = file('B1,01/10/2026,Faust,15/10/2026 19:30,€60.00', 'B2,02/10/2026,Faust,15/10/2026 19:30,€5.50');
  euros = (await loadFile({ ...given, bytes: touring })).id;
});
afterAll(() => box.close());

/** The answer to a report of these parts, and what it says of currencies. */
async function answer(asked: Record<string, unknown>) {
  const organisation = fenwick;
  const definition = reportDefinition.parse({ v: 1, type: 'sales', output: MEASURED, ...asked });
  const compiled = compileReport(definition, settingOf(organisation, box.context.clock.now()));
  const wanted = { organisation, mostMs: 60_000, kind: 'question' } as const;
  return askStore(box.context.warehouse, wanted, async (asking) => {
    const given = { organisation, definition, compiled, limit: 10, isPreview: false };
    const { currency, rows, total, warnings } = await answerReport(box.context, given, asking);
    return { currency, rows, total, warnings: warnings.filter((text) => text.includes('without converting')) };
  });
}

test('amounts of several currencies are added up as they stand, and that is said with a way out', async () => {
  const said = await answer({});
  expect(said).toMatchObject({ currency: 'GBP', rows: [['165.50']] });
  expect(said.warnings).toEqual([`${AS_THEY_STAND} To keep them apart, ask for Currency, or show it.`]);
  expect((await answer({ output: { mode: 'grouped', keys: [], showCount: true } })).warnings).toEqual([]);
});

test.each(['sales', 'analysis', 'event-instances'])('%s asked for one currency is in that one alone', async (type) => {
  const field = type === 'event-instances' ? 'performance.currency' : 'ticket.currency';
  const output = {
    mode: 'grouped',
    keys: [],
    measures:
      type === 'event-instances'
        ? [{ aggregate: 'sum', field: 'performance.income' }]
        : [{ measure: type === 'sales' ? 'income' : 'netIncome' }],
  };
  expect(await answer({ type, output, criteria: only(field, 'EUR') })).toMatchObject({
    ...{ currency: 'EUR', rows: [['65.50']], warnings: [] },
  });
  expect(await answer({ type, output, criteria: only(field, ['GBP'], 'in') })).toMatchObject({
    ...{ currency: 'GBP', rows: [['100.00']] },
  });
});

test('amounts in criteria are of the currency that is asked for, however deep it stands', async () => {
  const deep = {
    match: 'all',
    items: [{ match: 'any', items: [{ field: 'ticket.currency', op: 'eq', value: 'eur' }] }],
  };
  expect(await answer({ criteria: deep })).toMatchObject({ currency: 'EUR', rows: [['65.50']] });
  const either = {
    match: 'any',
    items: [...only('ticket.currency', 'EUR').items, ...only('ticket.price', 1, 'gt').items],
  };
  expect(await answer({ criteria: either })).toMatchObject({ currency: 'GBP', rows: [['165.50']] });
  expect(await answer({ criteria: { ...only('ticket.currency', 'EUR'), match: 'none' } })).toMatchObject({
    ...{ currency: 'GBP', rows: [['100.00']] },
  });
});

test('where each row shows its own, no sign of a currency is said, and totals are warned of', async () => {
  const output = { ...MEASURED, keys: [{ field: 'ticket.currency' }] };
  expect(await answer({ output })).toEqual({
    currency: 'XXX',
    rows: [
      ['EUR', '65.50'],
      ['GBP', '100.00'],
    ],
    total: ['165.50'],
    warnings: [
      'Each row’s amounts are in its own currency. Totals of them are added up as they stand, without converting.',
    ],
  });
  const rows = { mode: 'rows', columns: [{ field: 'ticket.currency' }, { field: 'ticket.price' }] };
  expect(await answer({ output: rows })).toMatchObject({ currency: 'XXX', warnings: [] });
});

test('once what was in another currency is taken back nothing is said of it', async () => {
  await turnUpload(box.context, { organisation: fenwick, upload: euros, undone: true, actor: 'test' });
  expect(await answer({})).toMatchObject({ currency: 'GBP', rows: [['100.00']], warnings: [] });
});
