import { parseDay } from '../ui/time.ts';
import type { Sorting } from './sort-rows.ts';

/** What the address of the report says. What is left out has a default. */
export interface EventIdsSearch {
  readonly organisation?: string;
  readonly from?: string;
  readonly to?: string;
  readonly columns?: 'all';
  readonly sort?: string;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads the address leniently: what makes no sense is as if it weren't there. */
export function readEventIdsSearch(search: Record<string, unknown>): EventIdsSearch {
  const organisation = textOf(search.organisation);
  const from = parseDay(textOf(search.from) ?? '');
  const to = parseDay(textOf(search.to) ?? '');
  const sort = textOf(search.sort);
  return {
    ...(organisation === undefined ? {} : { organisation }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(search.columns === 'all' ? { columns: 'all' } : {}),
    ...(sort === undefined ? {} : { sort }),
  };
}

/** The order in which the API answers. */
const AS_ANSWERED: Sorting = { column: 'firstInstance', direction: 'ascending' };

/** "eventId" or "-eventId" as a sorting. */
export function readSorting(sort: string | undefined): Sorting {
  if (sort === undefined) return AS_ANSWERED;
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'descending' }
    : { column: sort, direction: 'ascending' };
}

/** A sorting as the address carries it. */
export const writeSorting = ({ column, direction }: Sorting): string =>
  direction === 'descending' ? `-${column}` : column;
