import { type CriteriaDraft, type Item, type NewItem, withIds } from './criteria-draft.ts';
import { groupAt, itemAt, remove } from './criteria-tree.ts';

// Boxes are a way to see the tree: what is in the same box must all be so, and one of the boxes is enough.

export interface Boxes {
  /** Whether it is about what is in none of the boxes. */
  readonly isNone: boolean;
  readonly boxes: readonly Box[];
}

export interface Box {
  /** The group that the box stands for, or the single part that is all of it. */
  readonly id: string;
  readonly items: readonly Item[];
}

/** The tree as boxes. Every tree has some; groups that are no box stand in one as a whole. */
export function boxesOf({ root }: Pick<CriteriaDraft, 'root'>): Boxes {
  if (root.match === 'all') {
    return { isNone: false, boxes: root.items.length === 0 ? [] : [{ id: root.id, items: root.items }] };
  }
  const boxes = root.items.map((item): Box => {
    const isBox = item.kind === 'group' && item.match === 'all';
    return { id: item.id, items: isBox ? item.items : [item] };
  });
  return { isNone: root.match === 'none', boxes };
}

/** The tree that a set of boxes stands for, as simple as it can be. */
export function treeOfBoxes(draft: CriteriaDraft, { isNone, boxes }: Boxes): CriteriaDraft {
  const filled = boxes.filter(({ items }) => items.length > 0);
  const [first] = filled;
  if (!isNone && filled.length < 2) {
    return { ...draft, root: { ...draft.root, match: 'all', items: first?.items ?? [] } };
  }
  let { next } = draft;
  const items = filled.map(({ id, items: parts }): Item => {
    const [only] = parts;
    // A single part needs no group around it, unless it would then be taken for a box itself.
    if (parts.length === 1 && only !== undefined && !(only.kind === 'group' && only.match === 'all')) return only;
    const known = groupAt(draft, id);
    if (known !== null && known.id !== draft.root.id) return { ...known, items: parts };
    next += 1;
    return { kind: 'group', id: `i${next - 1}`, match: 'all', items: parts };
  });
  return { next, root: { ...draft.root, match: isNone ? 'none' : 'any', items } };
}

/** Into which box something is dropped: one that is there, by its id, or another. */
export type BoxTarget = { readonly box: string } | 'another';

const NEW_BOX = 'another box';

function placed(draft: CriteriaDraft, { isNone, boxes }: Boxes, item: Item, target: BoxTarget): CriteriaDraft {
  const to = target === 'another' ? undefined : boxes.find(({ id }) => id === target.box);
  const filled =
    to === undefined
      ? [...boxes, { id: NEW_BOX, items: [item] }]
      : boxes.map((box) => (box === to ? { ...box, items: [...box.items, item] } : box));
  return treeOfBoxes(draft, { isNone, boxes: filled });
}

/** A new part in a box. */
export function dropInBox(draft: CriteriaDraft, item: NewItem, target: BoxTarget): CriteriaDraft {
  const made = withIds(item, draft.next);
  return placed({ ...draft, next: made.next }, boxesOf(draft), made.item, target);
}

/** A part that is there already, into another box. Its own box goes when nothing is left in it. */
export function moveToBox(draft: CriteriaDraft, id: string, target: BoxTarget): CriteriaDraft {
  const item = itemAt(draft, id);
  const { isNone, boxes } = boxesOf(draft);
  const from = boxes.find(({ items }) => items.some((one) => one.id === id));
  if (item === null || from === undefined) return draft;
  if (target !== 'another' && target.box === from.id) return draft;
  const without = boxes.map((box) =>
    box === from ? { ...box, items: box.items.filter((one) => one.id !== id) } : box,
  );
  return placed(draft, { isNone, boxes: without }, item, target);
}

/** Takes a part out of its box, and the box with it when it was the last. */
export function removeFromBox(draft: CriteriaDraft, id: string): CriteriaDraft {
  const without = remove(draft, id);
  return without === draft ? draft : treeOfBoxes(without, boxesOf(without));
}
