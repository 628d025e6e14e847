import type { Operator, Output, Rule } from '@illuminate/contract';
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

/** Whether a rule has all that it needs to be asked; days the wrong way round are no period. */
export function isComplete({ op, value }: Pick<Rule, 'op' | 'value'>, type: ReportField['type']): boolean {
  const shape = shapeOf(op);
  if (shape === 'none') return true;
  if (shape === 'one') return isValue(type, value);
  if (shape === 'period') return typeof value === 'string' && value !== '';
  if (shape === 'count') return typeof value === 'object' && !Array.isArray(value) && value.count >= 1;
  if (!Array.isArray(value)) return false;
  if (shape === 'list') return value.length > 0 && value.every((one) => isValue(type, one));
  const [from, to] = value;
  return value.length === 2 && value.every((one) => isValue(type, one)) && !isReversed(from, to);
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
      return typeof value === 'string' && !DAY.test(value) && value !== '' ? value : 'financial-year';
  }
}

/** Whether a rule could be asked of this registry as it stands. */
export function completeIn(fields: ReportFields): (rule: RuleItem) => boolean {
  const types = new Map(fields.fields.map(({ id, type }) => [id, type]));
  return (rule) => {
    const type = types.get(rule.field);
    return type !== undefined && isComplete(rule, type);
  };
}
