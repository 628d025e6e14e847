import type { Group, HasBlock, ReportType, Rule } from '@illuminate/contract';

// Criteria while they are edited: the contract's tree with an id on each part, in which a rule may still lack its value.

export interface RuleItem extends Rule {
  readonly kind: 'rule';
  readonly id: string;
}

export interface HasItem {
  readonly kind: 'has';
  readonly id: string;
  readonly has: HasBlock['has'];
  readonly of: ReportType;
  readonly via: HasBlock['via'];
  readonly where: GroupItem;
}

export interface GroupItem {
  readonly kind: 'group';
  readonly id: string;
  readonly match: Group['match'];
  readonly items: readonly Item[];
}

export type Item = RuleItem | HasItem | GroupItem;

export interface CriteriaDraft {
  readonly root: GroupItem;
  /** The number of the next part, so that an id is never given twice. */
  readonly next: number;
}

/** What a part is before it is part of a tree. */
export type NewItem =
  | Omit<RuleItem, 'id'>
  | { readonly kind: 'group'; readonly match: Group['match']; readonly items: readonly NewItem[] }
  | (Omit<HasItem, 'id' | 'where'> & { readonly where: NewItem & { readonly kind: 'group' } });

const ROOT = 'root';

export const EMPTY_CRITERIA: CriteriaDraft = { root: { kind: 'group', id: ROOT, match: 'all', items: [] }, next: 1 };

/** Gives a part and all within it ids of their own. */
export function withIds(item: NewItem, from: number): { readonly item: Item; readonly next: number } {
  let next = from;
  const take = (): string => {
    next += 1;
    return `i${next - 1}`;
  };
  const group = ({ match, items }: NewItem & { readonly kind: 'group' }): GroupItem => ({
    kind: 'group',
    id: take(),
    match,
    items: items.map(give),
  });
  const give = (one: NewItem): Item => {
    if (one.kind === 'group') return group(one);
    if (one.kind === 'has') return { ...one, id: take(), where: group(one.where) };
    return { ...one, id: take() };
  };
  return { item: give(item), next };
}

/** A part without its ids, to be put elsewhere once more. */
export function withoutIds(item: Item): NewItem {
  const group = ({ match, items }: GroupItem): NewItem & { readonly kind: 'group' } => ({
    kind: 'group',
    match,
    items: items.map(withoutIds),
  });
  if (item.kind === 'group') return group(item);
  const { id: _, ...rest } = item;
  return rest.kind === 'has' ? { ...rest, where: group(rest.where) } : rest;
}

/** The criteria of a saved report or set, to be edited. */
export function draftOfCriteria(criteria: Group): CriteriaDraft {
  const group = ({ match, items }: Group): NewItem & { readonly kind: 'group' } => ({
    kind: 'group',
    match,
    items: items.map((item): NewItem => {
      if ('field' in item) return { kind: 'rule', ...item };
      if ('has' in item) return { kind: 'has', ...item, where: group(item.where) };
      return group(item);
    }),
  });
  const { item, next } = withIds(group(criteria), EMPTY_CRITERIA.next);
  // What begins as a group ends as one.
  return { root: { ...(item as GroupItem), id: ROOT }, next };
}

/**
 * What the server is asked: rules that lack something are left out, and so is what has nothing in it, for an empty list must never
 * come to mean everything.
 */
export function criteriaOf({ root }: CriteriaDraft, isComplete: (rule: RuleItem) => boolean): Group {
  const group = ({ match, items }: GroupItem): Group => ({ match, items: items.flatMap(part) });
  const part = (item: Item): Group['items'] => {
    if (item.kind === 'rule') {
      const { kind: _, id: __, ...rule } = item;
      return isComplete(item) ? [rule] : [];
    }
    if (item.kind === 'has') return [{ has: item.has, of: item.of, via: item.via, where: group(item.where) }];
    const made = group(item);
    return made.items.length === 0 ? [] : [made];
  };
  return group(root);
}

/** Every rule, those within groups and blocks too, in their order. */
export function rulesOf(group: GroupItem): RuleItem[] {
  return group.items.flatMap((item) => {
    if (item.kind === 'rule') return [item];
    return rulesOf(item.kind === 'has' ? item.where : item);
  });
}
