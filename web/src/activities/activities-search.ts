/** Which part of the log is looked at. */
export interface ActivitiesSearch {
  readonly organisation?: string;
  /** Any day of the financial year; left out: this one. */
  readonly year?: string;
  readonly archived?: 'on';
}

export function readActivitiesSearch({ year, archived }: Record<string, unknown>): ActivitiesSearch {
  return {
    ...(typeof year === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(year) ? { year } : {}),
    ...(archived === 'on' ? { archived } : {}),
  };
}
