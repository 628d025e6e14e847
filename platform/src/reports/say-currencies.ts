import { EACH_ITS_OWN, type ReportDefinition } from '@illuminate/contract';
import type { CompiledReport } from './compile/compile-report.ts';
import { FIELD_BY_ID } from './registry/fields.ts';

const ALL = `SELECT DISTINCT currency FROM (
    SELECT currency FROM tickets WHERE deleted_at IS NULL
    UNION ALL SELECT currency FROM performance_counts WHERE deleted_at IS NULL AND income_minor IS NOT NULL)
  WHERE currency IS NOT NULL ORDER BY currency`;

/** What tells amounts apart in a report of each kind, where anything does. */
const TOLD_BY: Partial<Record<ReportDefinition['type'], string>> = {
  sales: 'ticket.currency',
  analysis: 'ticket.currency',
  'event-instances': 'performance.currency',
};

export interface OfMoney {
  readonly definition: Pick<ReportDefinition, 'type' | 'output'>;
  readonly compiled: Pick<CompiledReport, 'columns' | 'currency'>;
  /** The organisation's. */
  readonly own: string;
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
}

/** That a report adds up amounts of several currencies as if they were all of one, and how to keep them apart. */
export async function sayCurrencies({ definition, compiled, own, query }: OfMoney): Promise<string[]> {
  const { type, output } = definition;
  const isEach = compiled.currency === EACH_ITS_OWN;
  // What is asked in one currency adds up nothing else.
  if (!compiled.columns.some(({ type }) => type === 'money') || (compiled.currency !== own && !isEach)) return [];
  if (isEach && output.mode === 'rows') return [];
  const others = (await query(ALL)).map(({ currency }) => String(currency)).filter((currency) => currency !== own);
  if (others.length === 0) return [];
  if (isEach)
    return [
      'Each row’s amounts are in its own currency. Totals of them are added up as they stand, without converting.',
    ];
  const field = TOLD_BY[type];
  const apart = field === undefined ? '' : ` To keep them apart, ask for ${FIELD_BY_ID.get(field)?.label}, or show it.`;
  return [
    `Some of what is stored is in ${others.join(' and ')}. Amounts are added up as they stand and shown as ${own}, without converting.${apart}`,
  ];
}
