import { DEEPEST_GROUP, type Group, type HasBlock, MOST_RULES, type Rule } from '@illuminate/contract';
import { FIELD_BY_ID } from '../registry/fields.ts';
import { blocksOf, compileHas, compileManyHas, type PlacedHas } from './has-blocks.ts';
import { compileRule } from './rule.ts';
import { type Parameters, reaches, type Scope } from './statement.ts';
import { compareTextsAside, compileTexts, isComparedAside, type PlacedRule } from './texts.ts';

type Item = Group['items'][number];
const isRule = (item: Item): item is Rule => 'field' in item;
const isHas = (item: Item): item is HasBlock => 'has' in item;

interface Place {
  readonly path: string;
  readonly depth: number;
  /** Whether a row that does not hold to it does not match at all. */
  readonly isDecisive: boolean;
}

/**
 * A condition that is true or false, never null: what is blank matches nothing unless it is asked for, and `none` is the opposite
 * of `any`. Faults go to `scope.wrong`, each with its place.
 * @returns null where there is nothing to hold to
 */
export function compileCriteria(scope: Scope, parameters: Parameters, criteria: Group): string | null {
  let rules = 0;
  const counted = (within: Scope, path: string): void => {
    rules += 1;
    if (rules === MOST_RULES + 1) within.wrong.push({ path, message: `is one of more than ${MOST_RULES} criteria` });
  };

  /** All that is asked of the rows of a scope. */
  const whole = (within: Scope, asked: Group, at: Place): string | null => {
    const many = compileManyHas(blocksAt(within), blocksOf(asked, at));
    return group(within, asked, at, many);
  };

  const blocksAt = (within: Scope) => ({
    scope: within,
    parameters,
    where: (inner: Scope, { block, path, depth }: PlacedHas, isDecisive: boolean) =>
      whole(inner, block.where, { path: `${path}.where`, depth: depth + 1, isDecisive }),
  });

  const group = (
    within: Scope,
    { match, items }: Group,
    at: Place,
    many: ReadonlyMap<HasBlock, string>,
  ): string | null => {
    const { path, depth } = at;
    if (depth > DEEPEST_GROUP) {
      within.wrong.push({ path, message: `is a group within more than ${DEEPEST_GROUP} groups` });
      return null;
    }
    const isDecisive = at.isDecisive && match === 'all';
    const aside = new Map<string, PlacedRule[]>();
    const parts: (string | null)[] = [];
    for (const [index, item] of items.entries()) {
      const place = { path: `${path}.items.${index}`, depth, isDecisive };
      if (isRule(item) && isComparedAside(within, item)) {
        counted(within, place.path);
        aside.set(item.field, [...(aside.get(item.field) ?? []), { rule: item, path: place.path }]);
      } else if (isRule(item)) parts.push(ruleOf(within, item, place));
      else if (isHas(item)) parts.push(many.get(item) ?? compileHas(blocksAt(within), { ...place, block: item }));
      else parts.push(group(within, item, { ...place, depth: depth + 1 }, many));
    }
    for (const these of aside.values()) parts.push(compileTexts(within, these, { match, isDecisive }));
    const known = parts.filter((part) => part !== null);
    if (known.length === 0) return null;
    const joined = known.join(match === 'all' ? ' AND ' : ' OR ');
    return match === 'none' ? `NOT (${joined})` : `(${joined})`;
  };

  const ruleOf = (within: Scope, rule: Rule, { path, isDecisive }: Place): string | null => {
    counted(within, path);
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

  compareTextsAside(scope, parameters, [criteria]);
  return whole(scope, criteria, { path: 'criteria', depth: 1, isDecisive: true });
}
