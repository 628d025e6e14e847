import type { ReportType } from '@illuminate/contract';
import { type BoxTarget, dropInBox, moveToBox, removeFromBox } from './boxes.ts';
import { type CriteriaDraft, EMPTY_CRITERIA, type GroupItem, type NewItem } from './criteria-draft.ts';
import {
  add,
  changeHas,
  changeRule,
  duplicate,
  type HasChange,
  moveInto,
  type RuleChange,
  remove,
  require,
  setMatch,
  shift,
} from './criteria-tree.ts';
import { tellApart } from './tell-apart.ts';

/** What can be done to criteria, in the boxes or in the plain form. */
export type CriteriaDeed =
  | { readonly deed: 'add'; readonly into: string; readonly item: NewItem }
  | { readonly deed: 'require'; readonly item: NewItem }
  | { readonly deed: 'drop'; readonly item: NewItem; readonly box: BoxTarget }
  | { readonly deed: 'move-to-box'; readonly id: string; readonly box: BoxTarget }
  | { readonly deed: 'remove-from-box'; readonly id: string }
  | { readonly deed: 'move-into'; readonly id: string; readonly into: string }
  | { readonly deed: 'shift'; readonly id: string; readonly by: -1 | 1 }
  | { readonly deed: 'duplicate'; readonly id: string }
  | { readonly deed: 'remove'; readonly id: string }
  | { readonly deed: 'match'; readonly id: string; readonly match: GroupItem['match'] }
  | { readonly deed: 'rule'; readonly id: string; readonly change: RuleChange }
  | { readonly deed: 'has'; readonly id: string; readonly change: HasChange }
  | { readonly deed: 'clear' };

export function doToCriteria(draft: CriteriaDraft, deed: CriteriaDeed): CriteriaDraft {
  return tellApart(done(draft, deed));
}

function done(draft: CriteriaDraft, deed: CriteriaDeed): CriteriaDraft {
  switch (deed.deed) {
    case 'add':
      return add(draft, deed.into, deed.item);
    case 'require':
      return require(draft, deed.item);
    case 'drop':
      return dropInBox(draft, deed.item, deed.box);
    case 'move-to-box':
      return moveToBox(draft, deed.id, deed.box);
    case 'remove-from-box':
      return removeFromBox(draft, deed.id);
    case 'move-into':
      return moveInto(draft, deed.id, deed.into);
    case 'shift':
      return shift(draft, deed.id, deed.by);
    case 'duplicate':
      return duplicate(draft, deed.id);
    case 'remove':
      return remove(draft, deed.id);
    case 'match':
      return setMatch(draft, deed.id, deed.match);
    case 'rule':
      return changeRule(draft, deed.id, deed.change);
    case 'has':
      return changeHas(draft, deed.id, deed.change);
    case 'clear':
      return draft.root.items.length === 0 ? draft : { ...EMPTY_CRITERIA, next: draft.next };
  }
}

/** Typing into one value is one step back. */
export const aboutDeed = (deed: CriteriaDeed): string | null => (deed.deed === 'rule' ? `rule ${deed.id}` : null);

/** A block that asks for other rows of the same kind, to be filled in. */
export const newHas = (of: ReportType, via: 'order' | 'customer' | 'event' | 'performance'): NewItem => ({
  kind: 'has',
  has: 'some',
  of,
  via,
  where: { kind: 'group', match: 'all', items: [] },
});

export const newGroup: NewItem = { kind: 'group', match: 'any', items: [] };
