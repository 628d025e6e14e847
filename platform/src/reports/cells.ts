import { formatMinor, formatWall } from '@illuminate/model';
import type { CellType } from './compile/keys.ts';

export type Cell = string | number | boolean | null;

/** A value of the store as the API gives it: wall times and amounts as text, so that no program has to know how they are kept. */
export function cellOf(value: unknown, type: CellType, currency: string): Cell {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'wall':
      return formatWall(Number(value));
    case 'money':
      return formatMinor(Number(value), currency);
    case 'boolean':
      return Boolean(value);
    case 'integer':
    case 'decimal':
    case 'percent':
    case 'weekday':
      return Number(value);
    default:
      // Everything else is a text of the store's.
      return value as string;
  }
}
