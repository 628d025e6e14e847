import { DEEPEST_GROUP, type Group, type HasBlock, MOST_RULES, type Rule } from '@illuminate/contract';
import { DATASETS } from '../registry/datasets.ts';
import { FIELD_BY_ID } from '../registry/fields.ts';
import { compileRule } from './rule.ts';
import { createScope, fromClause, type Parameters, reaches, type Scope } from './statement.ts';

/** Blocks of other rows within blocks of other rows. */
const DEEPEST_HAS = 2;

const isRule = (item: Group['items'][number]): item is Rule => 'field' in item;
const isHas = (item: Group['items'][number]): item is HasBlock => 'has' in item;

/**
 * A condition that is true or false, never null: what is blank matches nothing unless it is asked for, and `none` is the opposite
 * of `any`. Faults go to `scope.wrong`, each with its place.
 * @returns null where there is nothing to hold to
 */
export function compileCriteria(scope: Scope, parameters: Parameters, criteria: Group): string | null {
  let rules = 0;

  const group = (within: Scope, { match, items }: Group, path: string, depth: number): string | null => {
    if (depth > DEEPEST_GROUP) {
      within.wrong.push({ path, message: `is a group within more than ${DEEPEST_GROUP} groups` });
      return null;
    }
    const parts = items.map((item, index) => one(within, item, `${path}.items.${index}`, depth));
    const known = parts.filter((part) => part !== null);
    if (known.length === 0) return null;
    const joined = known.join(match === 'all' ? ' AND ' : ' OR ');
    return match === 'none' ? `NOT (${joined})` : `(${joined})`;
  };

  const one = (within: Scope, item: Group['items'][number], path: string, depth: number): string | null => {
    if (isRule(item)) return ruleOf(within, item, path);
    if (isHas(item)) return has(within, item, path, depth);
    return group(within, item, path, depth + 1);
  };

  const ruleOf = (within: Scope, rule: Rule, path: string): string | null => {
    rules += 1;
    if (rules === MOST_RULES + 1) within.wrong.push({ path, message: `is one of more than ${MOST_RULES} criteria` });
    const field = FIELD_BY_ID.get(rule.field);
    if (field === undefined) {
      within.wrong.push({ path: `${path}.field`, message: `there is no field called ${rule.field}` });
      return null;
    }
    if (!reaches(within.dataset, field.entity)) {
      const message = `a ${within.dataset.label} report does not have it: ${within.dataset.grain}`;
      within.wrong.push({ path: `${path}.field`, message });
      return null;
    }
    return compileRule(within, field, rule, path);
  };

  const has = (within: Scope, block: HasBlock, path: string, depth: number): string | null => {
    if (within.depth >= DEEPEST_HAS) {
      within.wrong.push({ path, message: `is a block within more than ${DEEPEST_HAS - 1} other` });
      return null;
    }
    const dataset = DATASETS[block.of];
    const [here, there] = [within.dataset.links[block.via], dataset.links[block.via]];
    if (here === undefined || there === undefined) {
      const lacks = here === undefined ? within.dataset : dataset;
      within.wrong.push({ path: `${path}.via`, message: `a ${lacks.label} report has no ${block.via} to go by` });
      return null;
    }
    const inner = createScope(dataset, within.setting, parameters, within.wrong, within.depth + 1);
    if (here.needs !== null) within.used.add(here.needs);
    if (there.needs !== null) inner.used.add(there.needs);
    const where = group(inner, block.where, `${path}.where`, depth + 1);
    const known = there.key.map((part) => `${part} IS NOT NULL`);
    const conditions = [...known, ...(where === null ? [] : [where])].join(' AND ');
    const atLeast = typeof block.has === 'object' ? block.has.atLeast : 1;
    const having = atLeast > 1 ? ` HAVING count(*) >= ${inner.bind(atLeast)}` : '';
    const rows = `SELECT ${there.key.join(', ')} ${fromClause(inner)} WHERE ${conditions} GROUP BY ALL${having}`;
    const found = `coalesce((${here.key.join(', ')}) IN (SELECT (a, b) FROM (${rows}) found(a, b)), false)`;
    return block.has === 'none' ? `NOT ${found}` : found;
  };

  return group(scope, criteria, 'criteria', 1);
}
