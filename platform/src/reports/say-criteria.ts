import type { Group, HasBlock, ReportDefinition, Rule } from '@illuminate/contract';
import { sayDate } from '../connections/say-time.ts';
import { FIELD_BY_ID } from './registry/fields.ts';

const NOUNS: Readonly<Record<ReportDefinition['type'], string>> = {
  sales: 'tickets',
  customers: 'bookers',
  analysis: 'movements of tickets',
  'event-instances': 'performances',
};

const LISTED = 5;

/** What a report asks for, in one sentence: it stands above the table and on every export. */
export function sayCriteria({ type, criteria }: Pick<ReportDefinition, 'type' | 'criteria'>): string {
  const noun = NOUNS[type];
  const said = sayGroup(criteria);
  const subject = noun.charAt(0).toUpperCase() + noun.slice(1);
  return said === null ? `All ${noun}.` : `${subject} where ${said}.`;
}

function sayGroup({ match, items }: Group): string | null {
  const parts = items.map(sayItem).filter((part) => part !== null);
  if (parts.length === 0) return null;
  if (match === 'none')
    return parts.length === 1 ? `it is not so that ${parts[0]}` : `none of these is so: ${parts.join('; ')}`;
  return parts.join(match === 'all' ? ' and ' : ' or ');
}

function sayItem(item: Group['items'][number]): string | null {
  if ('field' in item) return sayRule(item);
  if ('has' in item) return sayHas(item);
  const said = sayGroup(item);
  return said === null ? null : `(${said})`;
}

function sayHas({ has, of, via, where }: HasBlock): string {
  const amount = has === 'some' ? 'has' : has === 'none' ? 'has no' : `has at least ${has.atLeast}`;
  const said = sayGroup(where);
  const owner = { order: 'its order', customer: 'its booker', event: 'its event', performance: 'its performance' }[via];
  return `${owner} ${amount} ${NOUNS[of]}${said === null ? '' : ` (${said})`}`;
}

function sayRule({ field: id, op, value, orBlank }: Rule): string {
  const field = FIELD_BY_ID.get(id);
  const label = field?.label ?? id;
  const blank = orBlank === true ? ', or is blank' : '';
  return `${label} ${sayOperator(op, field?.type === 'wall' ? inWords(value) : value)}${blank}`;
}

function sayOperator(op: Rule['op'], value: Rule['value']): string {
  const list = Array.isArray(value) ? value.map(quoted) : [];
  const one = quoted(value);
  switch (op) {
    case 'eq':
      return typeof value === 'boolean' ? `is ${value ? 'yes' : 'no'}` : `is ${one}`;
    case 'neq':
      return `is not ${one}`;
    case 'in':
      return `is ${anyOf(list)}`;
    case 'notIn':
      return `is none of ${shortened(list).join(', ')}`;
    case 'contains':
      return `contains ${one}`;
    case 'notContains':
      return `does not contain ${one}`;
    case 'startsWith':
      return `starts with ${one}`;
    case 'lt':
      return `is under ${one}`;
    case 'lte':
      return `is at most ${one}`;
    case 'gt':
      return `is over ${one}`;
    case 'gte':
      return `is at least ${one}`;
    case 'between':
      return `is from ${list[0] ?? ''} to ${list[1] ?? ''}`;
    case 'on':
      return `is on ${one}`;
    case 'before':
      return `is before ${one}`;
    case 'after':
      return `is after ${one}`;
    case 'this':
      return `is in this ${unquoted(value)}`;
    case 'previous':
      return `is in the ${unquoted(value)} before this`;
    case 'inLast':
    case 'inNext': {
      const { count, unit } = typeof value === 'object' && !Array.isArray(value) ? value : { count: 0, unit: 'day' };
      const units = `${unit.replace('-', ' ')}${count === 1 ? '' : 's'}`;
      return `is in the ${op === 'inLast' ? 'last' : 'next'} ${count === 1 ? '' : `${count} `}${units}`;
    }
    case 'blank':
      return 'is blank';
    case 'notBlank':
      return 'is not blank';
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** As `sayDate` writes it. */
const WRITTEN = /^\d{1,2} [A-Z][a-z]+ \d{4}$/;

/** Days as they are written everywhere else; periods have names of their own. */
function inWords(value: Rule['value']): Rule['value'] {
  const said = <One>(one: One): One | string => (typeof one === 'string' && DAY.test(one) ? sayDate(one, 'UTC') : one);
  return Array.isArray(value) ? value.map(said) : said(value);
}

const unquoted = (value: Rule['value']): string => (typeof value === 'string' ? value.replace('-', ' ') : '');

function quoted(value: unknown): string {
  // Days and numbers speak for themselves.
  if (typeof value !== 'string' || /^[\d.:-]+$/.test(value) || WRITTEN.test(value)) return String(value);
  return `“${value}”`;
}

function shortened(list: readonly string[]): string[] {
  return list.length <= LISTED ? [...list] : [...list.slice(0, LISTED - 1), `${list.length - LISTED + 1} more`];
}

function anyOf(list: readonly string[]): string {
  const few = shortened(list);
  return few.length < 2 ? (few[0] ?? '') : `${few.slice(0, -1).join(', ')} or ${few.at(-1)}`;
}
