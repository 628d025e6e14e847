import type { CriteriaDraft, GroupItem, Item } from './criteria-draft.ts';

/** Gives parts whose id is another's already a new one; the root and whatever comes first keep theirs. */
export function tellApart(draft: CriteriaDraft): CriteriaDraft {
  const seen = new Set<string>();
  let { next } = draft;
  const own = (id: string): string => {
    let free = id;
    while (seen.has(free)) {
      free = `i${next}`;
      next += 1;
    }
    seen.add(free);
    return free;
  };
  const group = (one: GroupItem): GroupItem => ({ ...one, id: own(one.id), items: one.items.map(part) });
  const part = (one: Item): Item => {
    if (one.kind === 'group') return group(one);
    if (one.kind === 'rule') return { ...one, id: own(one.id) };
    const id = own(one.id);
    return { ...one, id, where: group(one.where) };
  };
  const root = group(draft.root);
  return next === draft.next ? draft : { root, next };
}
