import { type RefObject, useEffect } from 'react';

/** What the keys of a list do; each is told the place of the row that has the focus. */
export interface ListKeys {
  readonly accept: (at: number) => void;
  readonly byHand: (at: number) => void;
  readonly log: (at: number) => void;
  readonly exclude: (at: number) => void;
  readonly choose: (at: number) => void;
  /** Those that have a suggestion; none, where some are chosen. */
  readonly chooseAll: () => void;
  readonly undo: () => void;
}

const rowsOf = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(':scope > li')];

/** Focuses the row at a place, or the last one; where there is none, what stands for the list. */
export function focusRow(list: HTMLElement | null, at: number): void {
  if (list === null) return;
  const rows = rowsOf(list);
  (rows[Math.min(Math.max(at, 0), rows.length - 1)] ?? list).focus();
}

/**
 * Keys of a list, which hold only while the focus is in it, and not while somebody types: a letter pressed elsewhere does nothing.
 * Enter is the row's own; on a button within it stays the button's.
 */
export function useListKeys(list: RefObject<HTMLElement | null>, keys: ListKeys): void {
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('select, textarea, input[type=text]'))
        return;
      const at = rowsOf(element).findIndex((row) => row.contains(target));
      // Without a row there is one deed left: to take the last one back.
      if (at < 0 && (target !== element || event.key !== 'u')) return;
      const isRow = target.tagName === 'LI';
      const deeds: Record<string, () => void> = {
        j: () => focusRow(element, at + 1),
        ArrowDown: () => focusRow(element, at + 1),
        k: () => focusRow(element, at - 1),
        ArrowUp: () => focusRow(element, at - 1),
        m: () => keys.byHand(at),
        x: () => keys.exclude(at),
        a: () => keys.log(at),
        c: () => keys.choose(at),
        C: () => keys.chooseAll(),
        u: () => keys.undo(),
        ...(isRow ? { Enter: () => keys.accept(at) } : {}),
      };
      const deed = deeds[event.key];
      if (deed === undefined) return;
      event.preventDefault();
      deed();
    };
    element.addEventListener('keydown', press);
    return () => element.removeEventListener('keydown', press);
  }, [list, keys]);
}
