import type { Store } from '../warehouse/store-types.ts';

const OTHERS = `SELECT DISTINCT currency FROM (
    SELECT currency FROM tickets WHERE deleted_at IS NULL
    UNION ALL SELECT currency FROM performance_counts WHERE deleted_at IS NULL AND income_minor IS NOT NULL)
  WHERE currency IS NOT NULL ORDER BY currency`;

/** That amounts in other currencies are among those of a store, which reports add up as if they were all in one. */
export async function sayCurrencies(store: Pick<Store, 'query'>, own: string): Promise<string[]> {
  const found = await store.query(OTHERS);
  const others = found.map(({ currency }) => String(currency)).filter((currency) => currency !== own);
  if (others.length === 0) return [];
  return [
    `Some of what is stored is in ${others.join(' and ')}. Amounts are added up as they stand and shown as ${own}, without converting.`,
  ];
}
