import {
  type CriteriaDraft,
  type GroupItem,
  type HasItem,
  type Item,
  type NewItem,
  type RuleItem,
  withIds,
  withoutIds,
} from './criteria-draft.ts';

// Every deed gives a new tree, and the same one where there is nothing to do.

/** Where a part stands: in which group, and the how manieth it is there. */
interface Place {
  readonly group: GroupItem;
  readonly index: number;
  /** 1 in the outermost group. */
  readonly depth: number;
}

const groupOf = (item: Item): GroupItem | null =>
  item.kind === 'group' ? item : item.kind === 'has' ? item.where : null;

/** @returns null for the outermost group, and for what is not there */
function placeOf({ root }: CriteriaDraft, id: string): Place | null {
  const find = (group: GroupItem, depth: number): Place | null => {
    const index = group.items.findIndex((item) => item.id === id);
    if (index >= 0) return { group, index, depth };
    for (const item of group.items) {
      const within = groupOf(item);
      const found = within === null ? null : find(within, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return find(root, 1);
}

export function itemAt(draft: CriteriaDraft, id: string): Item | null {
  const place = placeOf(draft, id);
  return place?.group.items[place.index] ?? null;
}

export function groupAt({ root }: CriteriaDraft, id: string): GroupItem | null {
  const find = (group: GroupItem): GroupItem | null => {
    if (group.id === id) return group;
    for (const item of group.items) {
      const within = groupOf(item);
      const found = within === null ? null : find(within);
      if (found !== null) return found;
    }
    return null;
  };
  return find(root);
}

/** Whether a part is another one, or lies within it. */
export function isWithin(item: Item, id: string): boolean {
  if (item.id === id) return true;
  const within = groupOf(item);
  return within !== null && (within.id === id || within.items.some((one) => isWithin(one, id)));
}

function withGroup(group: GroupItem, id: string, change: (group: GroupItem) => GroupItem): GroupItem {
  if (group.id === id) return change(group);
  let hasChanged = false;
  const items = group.items.map((item) => {
    if (item.kind === 'rule') return item;
    const before = item.kind === 'has' ? item.where : item;
    const after = withGroup(before, id, change);
    if (after === before) return item;
    hasChanged = true;
    return item.kind === 'has' ? { ...item, where: after } : after;
  });
  return hasChanged ? { ...group, items } : group;
}

const inGroup = (draft: CriteriaDraft, id: string, change: (group: GroupItem) => GroupItem): CriteriaDraft => {
  const root = withGroup(draft.root, id, change);
  return root === draft.root ? draft : { ...draft, root };
};

const inserted = (items: readonly Item[], item: Item, at: number): Item[] => items.toSpliced(at, 0, item);

/** Puts a new part into a group; at its end unless `at` says where. */
export function add(draft: CriteriaDraft, into: string, item: NewItem, at = Number.POSITIVE_INFINITY): CriteriaDraft {
  if (groupAt(draft, into) === null) return draft;
  const made = withIds(item, draft.next);
  return inGroup({ ...draft, next: made.next }, into, (group) => ({
    ...group,
    items: inserted(group.items, made.item, Math.min(at, group.items.length)),
  }));
}

/** Asks for a new part whatever else is asked for: where any of several was enough, both that and the new part are needed. */
export function require(draft: CriteriaDraft, item: NewItem): CriteriaDraft {
  const { root } = draft;
  if (root.match === 'all' || root.items.length === 0) return add(setMatch(draft, root.id, 'all'), root.id, item);
  const before: GroupItem = { ...root, id: `i${draft.next}` };
  const made = withIds(item, draft.next + 1);
  return { next: made.next, root: { ...root, match: 'all', items: [before, made.item] } };
}

export function remove(draft: CriteriaDraft, id: string): CriteriaDraft {
  const place = placeOf(draft, id);
  if (place === null) return draft;
  return inGroup(draft, place.group.id, (group) => ({ ...group, items: group.items.filter((item) => item.id !== id) }));
}

/** A copy beside a part. */
export function duplicate(draft: CriteriaDraft, id: string): CriteriaDraft {
  const place = placeOf(draft, id);
  const item = place?.group.items[place.index];
  return place === null || item === undefined ? draft : add(draft, place.group.id, withoutIds(item), place.index + 1);
}

/** One place up or down in its own group. */
export function shift(draft: CriteriaDraft, id: string, by: -1 | 1): CriteriaDraft {
  const place = placeOf(draft, id);
  const item = place?.group.items[place.index];
  const to = (place?.index ?? 0) + by;
  if (place === null || item === undefined || to < 0 || to >= place.group.items.length) return draft;
  return inGroup(draft, place.group.id, (group) => ({
    ...group,
    items: inserted(group.items.toSpliced(place.index, 1), item, to),
  }));
}

/** Into another group, at its end unless `at` says where. A group is never put into itself. */
export function moveInto(draft: CriteriaDraft, id: string, into: string, at = Number.POSITIVE_INFINITY): CriteriaDraft {
  const item = itemAt(draft, id);
  if (item === null || groupAt(draft, into) === null || isWithin(item, into)) return draft;
  return inGroup(remove(draft, id), into, (group) => ({
    ...group,
    items: inserted(group.items, item, Math.min(at, group.items.length)),
  }));
}

export function setMatch(draft: CriteriaDraft, id: string, match: GroupItem['match']): CriteriaDraft {
  return inGroup(draft, id, (group) => (group.match === match ? group : { ...group, match }));
}

/** What of a rule changes; what is named as undefined is taken away. */
export type RuleChange = { readonly [Name in 'op' | 'value' | 'orBlank']?: RuleItem[Name] | undefined };
export type HasChange = Partial<Pick<HasItem, 'has' | 'of' | 'via'>>;

export function changeRule(draft: CriteriaDraft, id: string, change: RuleChange): CriteriaDraft {
  return changeItem(draft, id, (item) => {
    if (item.kind !== 'rule') return item;
    const all = Object.entries({ ...item, ...change }).filter(([, value]) => value !== undefined);
    // What a rule needs, `change` cannot take away.
    return Object.fromEntries(all) as unknown as RuleItem;
  });
}

export function changeHas(draft: CriteriaDraft, id: string, change: HasChange): CriteriaDraft {
  return changeItem(draft, id, (item) => {
    if (item.kind !== 'has') return item;
    // Rows of another kind have other fields.
    const isOther = change.of !== undefined && change.of !== item.of;
    return { ...item, ...change, where: isOther ? { ...item.where, items: [] } : item.where };
  });
}

function changeItem(draft: CriteriaDraft, id: string, change: (item: Item) => Item): CriteriaDraft {
  const place = placeOf(draft, id);
  if (place === null) return draft;
  return inGroup(draft, place.group.id, (group) => ({
    ...group,
    items: group.items.map((item) => (item.id === id ? change(item) : item)),
  }));
}
