import type { Group, Rule } from '@illuminate/contract';
import { FIELD_BY_ID } from '../registry/fields.ts';
import type { Field } from '../registry/registry-types.ts';
import { compare, folded, OPERATORS_OF, type Refuse } from './rule.ts';
import {
  type ComparedTexts,
  createScope,
  fromClause,
  joinOf,
  type Parameters,
  reaches,
  type Scope,
} from './statement.ts';

/** Fewer are compared row by row: that is sooner done than to look for the different values. */
const MANY = 8;

/** A criterion, and where it stands. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly path: string;
}

/** Whether a criterion compares texts, which has to fold each first. */
const comparesText = ({ field: id, op }: Rule): boolean => {
  const field = FIELD_BY_ID.get(id);
  return field?.type === 'text' && op !== 'blank' && op !== 'notBlank' && OPERATORS_OF.text.includes(op);
};

/** Which of a group's criteria are compared aside, once for each different value of their field. */
export const isComparedAside = (scope: Scope, rule: Rule): boolean => scope.texts.has(rule.field) && comparesText(rule);

/** Notes of which fields the texts are compared aside: of those that groups of criteria over the scope's rows ask much of. */
export function compareTextsAside(scope: Scope, parameters: Parameters, groups: readonly Group[]): void {
  const counts = new Map<string, number>();
  const count = (item: Group['items'][number]): void => {
    if ('items' in item) for (const each of item.items) count(each);
    if ('field' in item && comparesText(item)) counts.set(item.field, (counts.get(item.field) ?? 0) + 1);
  };
  for (const each of groups) count(each);
  for (const [id, many] of counts) {
    const field = FIELD_BY_ID.get(id);
    if (many < MANY || field === undefined || !reaches(scope.dataset, field.entity)) continue;
    const texts: ComparedTexts = { name: scope.name(), asked: [] };
    scope.texts.set(id, texts);
    scope.found.others.push(() => joinOfTexts(scope, parameters, field, texts));
  }
}

/** Every different value with the answers to what is asked of it; the same for each row that has it. */
function joinOfTexts(scope: Scope, parameters: Parameters, field: Field, { name, asked }: ComparedTexts): string {
  if (asked.length === 0) return '';
  const own = createScope(scope.dataset, scope.setting, parameters, scope.wrong, scope.depth);
  const different = `SELECT DISTINCT ${own.expression(field)} AS told ${fromClause(own)}`;
  const answers = asked.map((condition, index) => `${condition} AS b${index}`).join(', ');
  const texts = `SELECT told, ${folded('told')} AS folded FROM (${different}) WHERE told IS NOT NULL`;
  return `LEFT JOIN (SELECT told, ${answers} FROM (${texts})) ${name} ON ${name}.told = ${scope.expression(field)}`;
}

/**
 * Criteria of one group on one field, as a condition that is never null; null, with the faults told, where none makes sense.
 * @param isDecisive whether a row that does not hold to each of them does not match
 */
export function compileTexts(
  scope: Scope,
  rules: readonly PlacedRule[],
  { match, isDecisive }: { readonly match: Group['match']; readonly isDecisive: boolean },
): string | null {
  const id = rules[0]?.rule.field ?? '';
  const [field, texts] = [FIELD_BY_ID.get(id), scope.texts.get(id)];
  if (field === undefined || texts === undefined) return null;
  scope.used.add(joinOf(field));
  if (isDecisive && rules.some(({ rule }) => rule.orBlank !== true)) scope.required.add(joinOf(field));
  const conditions = rules.flatMap(({ rule, path }) => {
    const refuse: Refuse = (message, at = 'value') => {
      scope.wrong.push({ path: `${path}.${at}`, message });
      return null;
    };
    return compare(scope, field, 'folded', rule, refuse) ?? [];
  });
  if (conditions.length === 0) return null;
  const isForAll = match === 'all';
  texts.asked.push(`(${conditions.join(isForAll ? ' AND ' : ' OR ')})`);
  const isBlankMeant = ({ rule }: PlacedRule): boolean => rule.orBlank === true;
  const ofBlank = isForAll ? rules.every(isBlankMeant) : rules.some(isBlankMeant);
  return `coalesce(${texts.name}.b${texts.asked.length - 1}, ${ofBlank})`;
}
