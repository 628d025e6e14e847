import { type Operator, type Output, PERIODS, type Rule } from '@illuminate/contract';
import type { NewItem, RuleItem } from './criteria-draft.ts';

export type ReportFields = Output<'listReportFields'>;
export type ReportField = ReportFields['fields'][number];

/** What a rule of a field begins with: the question that is asked most. Its value is left open where there is no usual one. */
export function newRule({ id, type }: Pick<ReportField, 'id' | 'type'>): NewItem & { readonly kind: 'rule' } {
  switch (type) {
    case 'wall':
      return { kind: 'rule', field: id, op: 'between', value: ['', ''] };
    case 'boolean':
      return { kind: 'rule', field: id, op: 'eq', value: true };
    case 'text':
    case 'id':
    case 'choice':
      return { kind: 'rule', field: id, op: 'in', value: [] };
    default:
      return { kind: 'rule', field: id, op: 'gte' };
  }
}

/** Which shape of value an operator takes. */
export type ValueShape = 'none' | 'one' | 'list' | 'two' | 'count' | 'period';

export function shapeOf(op: Operator): ValueShape {
  switch (op) {
    case 'blank':
    case 'notBlank':
      return 'none';
    case 'in':
    case 'notIn':
      return 'list';
    case 'between':
      return 'two';
    case 'inLast':
    case 'inNext':
      return 'count';
    case 'this':
    case 'previous':
      return 'period';
    default:
      return 'one';
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const AMOUNT = /^-?\d+(?:\.\d+)?$/;

function isValue(type: ReportField['type'], value: unknown): boolean {
  switch (type) {
    case 'wall':
      return typeof value === 'string' && DAY.test(value);
    case 'money':
      return typeof value === 'number' || (typeof value === 'string' && AMOUNT.test(value));
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return (typeof value === 'string' && value !== '') || typeof value === 'number';
  }
}

/** Whether a rule has all that it needs to be asked. */
export const isComplete = (rule: Pick<Rule, 'op' | 'value'>, type: ReportField['type']): boolean =>
  lackOf(rule, type) === null;

/** What a rule lacks: a value, a day that can be read, or days in their order. */
export type RuleLack = 'value' | 'day' | 'order';

/** Why a rule cannot be asked as it stands: what is said of it, and what has to be mended. */
export function lackOf({ op, value }: Pick<Rule, 'op' | 'value'>, type: ReportField['type']): RuleLack | null {
  const shape = shapeOf(op);
  if (type === 'wall' && (shape === 'one' || shape === 'two')) {
    const days = Array.isArray(value) ? value : [value];
    if (days.some((day) => typeof day === 'string' && day !== '' && !DAY.test(day))) return 'day';
    if (shape === 'two' && isReversed(days[0], days[1])) return 'order';
  }
  return hasValues({ op, value }, type) ? null : 'value';
}

function hasValues({ op, value }: Pick<Rule, 'op' | 'value'>, type: ReportField['type']): boolean {
  const shape = shapeOf(op);
  if (shape === 'none') return true;
  if (shape === 'one') return isValue(type, value);
  if (shape === 'period') return typeof value === 'string' && value !== '';
  if (shape === 'count') return typeof value === 'object' && !Array.isArray(value) && value.count >= 1;
  if (!Array.isArray(value)) return false;
  if (shape === 'list') return value.length > 0 && value.every((one) => isValue(type, one));
  return value.length === 2 && value.every((one) => isValue(type, one));
}

const isReversed = (from: unknown, to: unknown): boolean =>
  typeof from === 'string' && typeof to === 'string' && DAY.test(from) && DAY.test(to) && from > to;

/** The value that a rule keeps when it is asked another way: what still fits stays. */
export function valueFor(op: Operator, type: ReportField['type'], value: Rule['value']): Rule['value'] {
  const list = Array.isArray(value) ? value : isValue(type, value) ? [value as string | number | boolean] : [];
  const [first, second] = list;
  switch (shapeOf(op)) {
    case 'none':
      return undefined;
    case 'one':
      return first ?? (type === 'boolean' ? true : undefined);
    case 'list':
      return list.filter((one) => one !== '');
    case 'two':
      return [first ?? '', second ?? first ?? ''];
    case 'count':
      return typeof value === 'object' && !Array.isArray(value) ? value : { count: 30, unit: 'day' };
    case 'period':
      return PERIODS.find((period) => period === value) ?? 'financial-year';
  }
}

/** Whether a rule could be asked of this registry as it stands. */
export function completeIn(fields: ReportFields): (rule: RuleItem) => boolean {
  const lackOfRule = lackIn(fields);
  return (rule) => lackOfRule(rule) === null;
}

function lackIn(fields: ReportFields): (rule: RuleItem) => RuleLack | null {
  const types = new Map(fields.fields.map(({ id, type }) => [id, type]));
  return (rule) => {
    const type = types.get(rule.field);
    return type === undefined ? 'value' : lackOf(rule, type);
  };
}

/** How many rules cannot be asked: for want of a value, or because what stands there is wrong. */
export interface Unasked {
  readonly missing: number;
  readonly wrong: number;
}

export function unaskedOf(rules: readonly RuleItem[], fields: ReportFields): Unasked {
  const lacks = rules.map(lackIn(fields));
  return {
    missing: lacks.filter((lack) => lack === 'value').length,
    wrong: lacks.filter((lack) => lack === 'day' || lack === 'order').length,
  };
}
