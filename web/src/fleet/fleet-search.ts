import { type FleetQuestion, listFleet } from '@illuminate/contract';

/** What the address of the fleet says. What is left out has a default. */
export type FleetSearch = Partial<
  Pick<FleetQuestion, 'headline' | 'whoActs' | 'provider' | 'text' | 'sort' | 'direction' | 'cursor'>
>;

const PARTS = ['headline', 'whoActs', 'provider', 'text', 'sort', 'direction', 'cursor'] as const;

/** Reads the address leniently: what makes no sense is as if it weren't there. */
export function readFleetSearch(search: Record<string, unknown>): FleetSearch {
  const shape = listFleet.query?.shape;
  const read = PARTS.flatMap((name) => {
    const parsed = search[name] === undefined ? undefined : shape?.[name].safeParse(search[name]);
    return parsed?.success === true && parsed.data !== '' ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(read) as FleetSearch;
}

/** The search after part of it has changed: it begins with the first page again. `undefined` takes a part away. */
export function withChange(
  search: FleetSearch,
  change: { readonly [Part in keyof FleetSearch]?: FleetSearch[Part] | undefined },
): FleetSearch {
  const next: Record<string, unknown> = { ...search, cursor: undefined, ...change };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''));
}
