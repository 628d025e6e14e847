import type { Column } from './cell-states.ts';

/** In pixels; by the names that `widthNames` gives. */
export type Widths = Readonly<Record<string, number>>;

export const NARROWEST = 56;
export const WIDEST = 900;
/** Of a column that came to the report after its widths were chosen. */
const USUAL = 160;
const KEY = 'illuminate-column-widths';
/** Reports whose widths are kept; the one that was not changed for longest goes first. */
const MOST_REPORTS = 60;

/** A name for each column by what it shows, so that it keeps its width where it moves; the same twice is told apart. */
export function widthNames(columns: readonly Pick<Column, 'of' | 'label'>[]): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ of, label }) => {
    const name = `${of ?? ''} ${label}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} ${times}`;
  });
}

export const widthOf = (widths: Widths, name: string): number => widths[name] ?? USUAL;

export const within = (width: number): number => Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));

/** What keys do to a width; null for a key that does nothing to it. */
export function widthByKey(width: number, { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): number | null {
  const step = shiftKey ? 64 : 16;
  switch (key) {
    case 'ArrowLeft':
      return within(width - step);
    case 'ArrowRight':
      return within(width + step);
    case 'Home':
      return NARROWEST;
    case 'End':
      return WIDEST;
    default:
      return null;
  }
}

type Kept = Readonly<Record<string, Widths>>;

const isWidths = (value: unknown): value is Widths =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'number');

/** What this browser keeps; what makes no sense is as if it weren't there. */
function read(storage: Pick<Storage, 'getItem'>): Kept {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, Widths] => isWidths(entry[1])));
  } catch {
    return {};
  }
}

export const readWidths = (storage: Pick<Storage, 'getItem'>, report: string): Widths | null =>
  read(storage)[report] ?? null;

/** Keeps a report's widths, or with null forgets them. */
export function keepWidths(storage: Pick<Storage, 'getItem' | 'setItem'>, report: string, widths: Widths | null): void {
  const others = Object.entries(read(storage)).filter(([name]) => name !== report);
  const all = widths === null ? others : [...others, [report, widths] as const];
  storage.setItem(KEY, JSON.stringify(Object.fromEntries(all.slice(-MOST_REPORTS))));
}
