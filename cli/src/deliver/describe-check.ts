import type { Totals } from '@illuminate/delivery';
import type { Block } from '../output.ts';
import { count } from '../words.ts';
import type { CheckReport } from './check-prepared.ts';
import type { FaultKind } from './fault-list.ts';

function placeOf({ file, part, rows, count: times }: FaultKind): string {
  const where = file ?? (part === null ? '' : `part ${part}`);
  const [first, ...others] = rows;
  if (first === undefined) return where;
  const more = times > rows.length ? ` and ${(times - rows.length).toLocaleString('en-GB')} more` : '';
  return `${where}, ${others.length === 0 && more === '' ? 'row' : 'rows'} ${rows.join(', ')}${more}`;
}

function faultBlock(fault: FaultKind): Block {
  return { kind: 'list', title: `${fault.code} · ${placeOf(fault)}`, items: [fault.what, `Next: ${fault.nextStep}`] };
}

function totalsWords({ orders, tickets, performances, amounts }: Totals): string {
  const sums = Object.entries(amounts).map(
    ([currency, sum]) => `${currency} ${sum.orders} for orders, ${sum.tickets} for tickets`,
  );
  return [
    count(orders, 'order'),
    count(tickets, 'ticket'),
    ...(performances > 0 ? [count(performances, 'performance')] : []),
    ...sums,
  ].join(' · ');
}

/** What happens to each personal field, said before anything is sent. */
function personalItems({ personal: { dropped, ids, postcodes, countries } }: CheckReport): string[] {
  return [
    ...(ids > 0 ? [`customer id: becomes a pseudonym (${count(ids, 'time')})`] : []),
    ...(postcodes > 0 ? [`customer postcode: becomes its sector or routing key (${count(postcodes, 'time')})`] : []),
    ...(countries > 0 ? [`customer country: kept (${count(countries, 'time')})`] : []),
    ...[...dropped].map(([field, times]) => `${field}: dropped unread (${count(times, 'time')})`),
  ];
}

/** What a check found, for people. */
export function describeCheck(report: CheckReport): Block[] {
  const { name, manifest, faults, faultsBeyond, notes, totals } = report;
  const title = manifest === null ? name : `${name}: batch ${manifest.batch}, sequence ${manifest.sequence}`;
  const kinds = count(faults.length, 'thing');
  const personal = personalItems(report);
  const items =
    totals.length > 1 ? totals.map((one, at) => `batch ${at + 1}: ${totalsWords(one)}`) : totals.map(totalsWords);
  return [
    {
      kind: 'line',
      text:
        faults.length === 0
          ? { text: `${title}: ✓ nothing is wrong.`, tone: 'ok' }
          : { text: `${title}: ✗ ${kinds} ${faults.length === 1 ? 'is' : 'are'} wrong.`, tone: 'bad' },
    },
    ...faults.map(faultBlock),
    ...(faultsBeyond > 0
      ? [{ kind: 'line' as const, text: `… and ${count(faultsBeyond, 'fault')} of other kinds.` }]
      : []),
    ...(personal.length > 0 ? [{ kind: 'list' as const, title: 'Personal fields', items: personal }] : []),
    ...(items.length > 0 ? [{ kind: 'list' as const, title: 'Counted', items }] : []),
    ...notes.map((text) => ({ kind: 'line' as const, text })),
  ];
}

/** The same for programs. */
export const checkAsJson = ({ name, manifest, faults, faultsBeyond, notes, personal, totals }: CheckReport) => ({
  name,
  batch: manifest?.batch ?? null,
  sequence: manifest?.sequence ?? null,
  ok: faults.length === 0,
  faults,
  faultsBeyond,
  notes,
  personal: { ...personal, dropped: Object.fromEntries(personal.dropped) },
  totals,
});
