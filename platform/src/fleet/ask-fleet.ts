// Which connections of a fleet, in which order, and how many of each kind. Pure.
import type { Fleet, FleetQuestion, FleetRow, Headline } from '@illuminate/contract';
import { HEADLINE_LOOKS } from '../connections/headlines.ts';
import { HEADLINE_RULES } from '../connections/status.ts';

const TONES: readonly Headline['tone'][] = ['bad', 'warn', 'info', 'ok', 'neutral'];
const CODES = [...new Set(HEADLINE_RULES.map(([code]) => code))];

/** By tone, then in the order in which headlines are looked for. */
export const WORST_FIRST: readonly Headline['code'][] = CODES.toSorted(
  (one, other) => TONES.indexOf(HEADLINE_LOOKS[one].tone) - TONES.indexOf(HEADLINE_LOOKS[other].tone),
);
const RANK = new Map(WORST_FIRST.map((code, at) => [code, at]));

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** Without case and without accents, as people type. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

type Filters = Pick<FleetQuestion, 'headline' | 'whoActs' | 'provider' | 'text'>;

function fits(row: FleetRow, { headline, whoActs, provider, text }: Filters): boolean {
  if (headline !== undefined && row.headline.code !== headline) return false;
  if (whoActs !== undefined && row.headline.whoActs !== whoActs) return false;
  if (provider !== undefined && row.provider.id !== provider) return false;
  if (text === undefined || text === '') return true;
  const wanted = plain(text);
  return [row.organisation.name, row.organisation.slug, row.name].some((name) => plain(name).includes(wanted));
}

type Compare = (one: FleetRow, other: FleetRow) => number;

/** What is not known comes last, whichever way round. */
const byInstant =
  (instant: (row: FleetRow) => string | null, sign: 1 | -1): Compare =>
  (one, other) => {
    const [a, b] = [instant(one), instant(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return a === b ? 0 : sign * (a < b ? -1 : 1);
  };

const byName: Compare = (one, other) =>
  collator.compare(one.organisation.name, other.organisation.name) || collator.compare(one.name, other.name);

const turned =
  (compare: Compare, sign: 1 | -1): Compare =>
  (one, other) =>
    sign * compare(one, other);

function comparing({ sort, direction }: Pick<FleetQuestion, 'sort' | 'direction'>): Compare {
  const sign = direction === 'ascending' ? 1 : -1;
  const since = (towards: 1 | -1) => byInstant(({ headline }) => headline.since, towards);
  const orders: Record<FleetQuestion['sort'], Compare> = {
    worst: (one, other) =>
      sign * ((RANK.get(one.headline.code) ?? 0) - (RANK.get(other.headline.code) ?? 0)) || since(1)(one, other),
    since: since(sign),
    organisation: turned(byName, sign),
    provider: turned((one, other) => collator.compare(one.provider.title, other.provider.title), sign),
    data: byInstant(({ dataTo }) => dataTo, sign),
  };
  return (one, other) => orders[sort](one, other) || byName(one, other);
}

function countBy<Key>(rows: readonly FleetRow[], keyOf: (row: FleetRow) => Key): Map<Key, FleetRow[]> {
  const groups = new Map<Key, FleetRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

export type AskedFleet = Omit<Fleet, 'asOf' | 'nextCursor'> & { readonly next: number | null };

/** `from` is how many came before. */
export function askFleet(rows: readonly FleetRow[], question: Omit<FleetQuestion, 'cursor'>, from = 0): AskedFleet {
  const { headline: _, ...others } = question;
  // What is counted by a kind is counted as if that kind were not asked for, so that one can go from one to the next.
  const byHeadline = countBy(
    rows.filter((row) => fits(row, others)),
    (row) => row.headline.code,
  );
  const byProvider = countBy(
    rows.filter((row) => fits(row, { ...question, provider: undefined })),
    (row) => row.provider.id,
  );
  const matching = rows.filter((row) => fits(row, question)).sort(comparing(question));
  const to = from + question.limit;
  return {
    counts: WORST_FIRST.flatMap((code) => {
      const group = byHeadline.get(code);
      const { tone, word } = HEADLINE_LOOKS[code];
      return group === undefined ? [] : [{ code, tone, word, connections: group.length }];
    }),
    providers: [...byProvider]
      .map(([id, group]) => ({ id, title: group[0]?.provider.title ?? id, connections: group.length }))
      .sort((one, other) => collator.compare(one.title, other.title)),
    total: rows.length,
    matching: matching.length,
    items: matching.slice(from, to),
    next: to < matching.length ? to : null,
  };
}
