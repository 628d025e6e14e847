import { useMemo, useState } from 'react';

/**
 * Rows in the order in which they were first shown, while the page stays open: sales go on while somebody works, and a list that is
 * sorted by them would move under the hands. What was undone is back at its place; what is new comes last.
 */
export function useSteadyOrder<Row extends { readonly key: string }>(rows: readonly Row[]): readonly Row[] {
  const [places] = useState(() => new Map<string, number>());
  return useMemo(() => {
    for (const { key } of rows) if (!places.has(key)) places.set(key, places.size);
    return rows.toSorted((one, other) => (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0));
  }, [rows, places]);
}
