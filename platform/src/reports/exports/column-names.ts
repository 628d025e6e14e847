import type { ReportOutput } from '@illuminate/contract';

/**
 * Names of a report's columns for programs, in order: `event_name`, `performance_start_month`, `income`, `median_ticket_price`. They
 * come from the registry, so that a column that was renamed keeps its name, and no text of a person's stands in a statement.
 */
export function columnNames(output: ReportOutput): string[] {
  const names =
    output.mode === 'rows'
      ? output.columns.map(({ field }) => snake(field))
      : [
          ...output.keys.map(({ field, by }) => snake(by === 'value' ? field : `${field}.${by}`)),
          ...output.measures.map((each) => snake('measure' in each ? each.measure : `${each.aggregate}.${each.field}`)),
          ...(output.showCount ? ['count'] : []),
        ];
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

const snake = (text: string): string =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[.-]/g, '_')
    .toLowerCase();
