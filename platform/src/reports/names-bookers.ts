import type { Group } from '@illuminate/contract';
import { FIELDS } from './registry/fields.ts';
import type { Field } from './registry/registry-types.ts';

/** By which a single booker is meant and no other. */
const NAMING: ReadonlyMap<string, Field> = new Map(
  FIELDS.filter(({ personal, type }) => personal !== 'none' && type === 'id').map((field) => [field.id, field]),
);
/** That there is a booker at all names nobody. */
const NAMES_NOBODY: readonly string[] = ['blank', 'notBlank'];

/**
 * The fields by which criteria name single bookers, by their labels. All but one is named too: the one is what is missing from the whole.
 * A report of groups tells of such a booker as surely as a column would.
 */
export function namedBookersBy({ items }: Group): string[] {
  const labels = items.flatMap((item): string[] => {
    if ('has' in item) return namedBookersBy(item.where);
    if (!('field' in item)) return namedBookersBy(item);
    const field = NAMING.get(item.field);
    return field === undefined || NAMES_NOBODY.includes(item.op) ? [] : [field.label];
  });
  return [...new Set(labels)];
}

/** The same as a path of JSON that is there where criteria name bookers, for criteria that are too many to be read. */
export const NAMED_BOOKERS_PATH = `$.** ? ((${[...NAMING.keys()].map((id) => `@.field == "${id}"`).join(' || ')}) && ${NAMES_NOBODY.map((op) => `@.op != "${op}"`).join(' && ')})`;
