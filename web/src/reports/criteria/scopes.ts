import type { GroupItem } from './criteria-draft.ts';

/** Groups within groups, the outermost counted. */
export const DEEPEST = 3;

export interface NumberedGroup {
  readonly group: GroupItem;
  /** "1.2"; empty for the outermost. */
  readonly number: string;
  readonly depth: number;
}

/** A group and those within it, in their order and numbered; what lies within blocks of other rows is a scope of its own. */
export function groupsOf(scope: GroupItem): NumberedGroup[] {
  const found: NumberedGroup[] = [];
  const walk = (group: GroupItem, number: string, depth: number): void => {
    found.push({ group, number, depth });
    let count = 0;
    for (const item of group.items) {
      if (item.kind !== 'group') continue;
      count += 1;
      walk(item, number === '' ? String(count) : `${number}.${count}`, depth + 1);
    }
  };
  walk(scope, '', 1);
  return found;
}

/** How deep the groups within a group go: 1 for one without any. */
export const heightOf = (group: GroupItem): number =>
  1 + Math.max(0, ...group.items.map((item) => (item.kind === 'group' ? heightOf(item) : 0)));
