import { useState } from 'react';
import { keepWidths, readWidths, type Widths } from './column-widths.ts';

export interface ColumnWidths {
  /** Null where columns are as wide as what is in them. */
  readonly widths: Widths | null;
  /** While a column is dragged: shown, and not kept yet. */
  readonly show: (widths: Widths | null) => void;
  /** Null makes columns as wide as what is in them again. */
  readonly keep: (widths: Widths | null) => void;
}

/** The reader's widths of a report's columns, kept in the browser. */
export function useColumnWidths(report: string): ColumnWidths {
  const [widths, setWidths] = useState<Widths | null>(() => readWidths(localStorage, report));
  return {
    widths,
    show: setWidths,
    keep: (chosen) => {
      keepWidths(localStorage, report, chosen);
      setWidths(chosen);
    },
  };
}
