import { useEffect } from 'react';

const TEXTS = new Set(['text', 'search', 'number', 'email']);

/** A field of text undoes its own typing. */
const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && TEXTS.has(target.type));

/** Ctrl+Z takes back, Ctrl+Shift+Z and Ctrl+Y do again; on a Mac with the command key. */
export function useUndoKeys(act: (action: { readonly act: 'undo' | 'redo' }) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isText(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      act({ act: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [act]);
}
