import { DEEPEST_GROUP, type Group, type HasBlock, MOST_RULES, type Rule } from '@illuminate/contract';
import { DATASETS } from '../registry/datasets.ts';
import { FIELD_BY_ID } from '../registry/fields.ts';
import { ofSources } from '../several-sources.ts';
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

  const group = (within: Scope, { match, items }: Group, at: Place): string | null => {
    const { path, depth } = at;
    if (depth > DEEPEST_GROUP) {
      within.wrong.push({ path, message: `is a group within more than ${DEEPEST_GROUP} groups` });
      return null;
    }
    const isDecisive = at.isDecisive && match === 'all';
    const parts = items.map((item, index) => one(within, item, { path: `${path}.items.${index}`, depth, isDecisive }));
    const known = parts.filter((part) => part !== null);
    if (known.length === 0) return null;
    const joined = known.join(match === 'all' ? ' AND ' : ' OR ');
    return match === 'none' ? `NOT (${joined})` : `(${joined})`;
  };

  const one = (within: Scope, item: Group['items'][number], at: Place): string | null => {
    if (isRule(item)) return ruleOf(within, item, at);
    if (isHas(item)) return has(within, item, at);
    return group(within, item, { ...at, depth: at.depth + 1 });
  };

  const ruleOf = (within: Scope, rule: Rule, { path, isDecisive }: Place): string | null => {
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
    return compileRule(within, field, rule, { path, isDecisive });
  };

  const has = (within: Scope, block: HasBlock, { path, depth, isDecisive }: Place): string | null => {
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
    const isNone = block.has === 'none';
    if (here.needs !== null) {
      within.used.add(here.needs);
      if (isDecisive && !isNone) within.required.add(here.needs);
    }
    if (there.needs !== null) {
      inner.used.add(there.needs);
      inner.required.add(there.needs);
    }
    const where = group(inner, block.where, { path: `${path}.where`, depth: depth + 1, isDecisive: true });
    const conditions = [`${there.key} IS NOT NULL`, ...(where === null ? [] : [where])].join(' AND ');
    const atLeast = typeof block.has === 'object' ? block.has.atLeast : 1;
    const having = atLeast > 1 ? ` HAVING count(*) >= ${BigInt(atLeast)}` : '';
    const name = scope.name();
    const rows = `SELECT ${ofSources(`${there.source} AS source,`)} ${there.key} AS found
      ${fromClause(inner)} WHERE ${conditions} GROUP BY ALL${having}`;
    // One row of each at most, so that the join multiplies nothing.
    const same = `${ofSources(`${name}.source = ${here.source} AND`)} ${name}.found = ${here.key}`;
    const join = `JOIN (${rows}) ${name} ON ${same}`;
    if (isDecisive && !isNone) within.found.required.push(join);
    else within.found.others.push(`LEFT ${join}`);
    return `(${name}.found IS ${isNone ? '' : 'NOT '}NULL)`;
  };

  return group(scope, criteria, { path: 'criteria', depth: 1, isDecisive: true });
}

interface Place {
  readonly path: string;
  readonly depth: number;
  /** Whether a row that does not hold to it does not match at all. */
  readonly isDecisive: boolean;
}
