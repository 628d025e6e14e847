// Amounts in another currency than the organisation's, which is GBP: they are read as what they are, or refused, and never added up unsaid.
import { expect, test } from 'vitest';
import { examine } from './examine.ts';

const counts = (header: string, ...amounts: readonly string[]): Buffer =>
  Buffer.from(
    [
      `Event;Date;Tickets;${header}`,
      ...amounts.map((amount, at) => `Hamlet;1${at}/10/2026 19:30;10;${amount}`),
      '',
    ].join('\n'),
  );
const examined = (header: string, ...amounts: readonly string[]) =>
  examine({ bytes: counts(header, ...amounts), kind: 'counts' });

test.each([
  ['Income', ['€10.00', '€20.50']],
  ['Income', ['10.00 EUR', '20.50 EUR']],
  ['Income', ['€10.00', '20.50']],
  ['Income (€)', ['10.00', '20.50']],
])('“%s” with %j is in euros, which is said', async (header, amounts) => {
  const { refused, proposal, checked, problems } = await examined(header, ...amounts);
  expect(refused).toBeNull();
  expect(proposal?.map.constants).toEqual({ currency: 'EUR' });
  expect(proposal?.remarks).toContain(
    'Amounts are written in EUR, and are taken for that; the organisation’s own is GBP.',
  );
  expect(checked?.totals.amounts).toEqual({ EUR: '30.50' });
  expect(problems).toMatchObject([
    {
      severity: 'warning',
      row: null,
      what: expect.stringContaining('amounts in EUR. Reports that do not ask for one currency'),
    },
  ]);
});

test.each([
  ['Income', ['£10.00', '£20.50']],
  ['Income (£)', ['10.00', '20.50']],
  ['Income', ['10.00', '20.50']],
])('“%s” with %j is in the organisation’s own', async (header, amounts) => {
  const { proposal, checked, problems } = await examined(header, ...amounts);
  expect(proposal?.map.constants).toEqual({});
  expect(checked?.totals.amounts).toEqual({ GBP: '30.50' });
  expect(problems).toEqual([]);
});

test('pounds beside euros are not added to them', async () => {
  const { proposal, checked, problems } = await examined('Income', '£10.00', '€20.50', '$5.00');
  expect(proposal?.map.constants).toEqual({});
  expect(checked?.totals.amounts).toEqual({ GBP: '10.00' });
  expect(problems.map(({ row, what, fix }) => ({ row, what, fix }))).toEqual(
    ['€', '$'].map((sign, at) => ({
      row: at + 3,
      what: `The field Income holds an amount in ${sign}, and amounts are read as GBP.`,
      fix: 'Say the currency of the file, or which column has it. Amounts in two currencies need such a column.',
    })),
  );
});

test('dollars may be of many countries: which, a person says', async () => {
  const dollars = (currency?: string) =>
    examine({
      bytes: counts('Income', '$10.00'),
      kind: 'counts',
      change: (map) => (currency === undefined ? map : { ...map, constants: { currency } }),
    });
  expect((await dollars()).checked).toMatchObject({ rejected: 1, totals: { amounts: {} } });
  expect((await dollars('CAD')).checked).toMatchObject({ rejected: 0, totals: { amounts: { CAD: '10.00' } } });
  expect((await examined('Einnahmen CHF', '10.00')).checked?.totals.amounts).toEqual({ CHF: '10.00' });
  const named = await examined('Income ($)', '10.00');
  expect(named.refused).toBe('“Income ($)” names another currency than GBP: say the currency of the file');
});

test('a column of currencies says of each line what it is in', async () => {
  const lines = ['Hamlet,10/10/2026 19:30,1,€10.00,EUR', 'Hamlet,11/10/2026 19:30,1,£5.00,GBP'];
  const bytes = Buffer.from(['Event,Date,Tickets,Income,Currency', ...lines, ''].join('\n'));
  const { proposal, checked } = await examine({ bytes, kind: 'counts' });
  expect(proposal?.map.constants).toEqual({});
  expect(checked).toMatchObject({ rejected: 0, totals: { amounts: { EUR: '10.00', GBP: '5.00' } } });
});
