import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';

interface Fold<Element extends HTMLElement> {
  readonly isOpen: boolean;
  /** For the button that opens it. */
  readonly button: {
    readonly type: 'button';
    readonly ref: RefObject<HTMLButtonElement | null>;
    readonly 'aria-expanded': boolean;
    readonly 'aria-controls': string;
    readonly onClick: () => void;
  };
  /** For the element around button and panel. */
  readonly around: {
    readonly ref: RefObject<Element | null>;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
  readonly panelId: string;
}

/**
 * A part that a button unfolds: Escape, a click elsewhere and focus that moves on fold it again; so does another `place`, for whoever
 * has moved on is done with it.
 */
export function useFold<Element extends HTMLElement>(place: string): Fold<Element> {
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === place;
  const button = useRef<HTMLButtonElement>(null);
  const around = useRef<Element>(null);
  const panelId = useId();
  const close = () => setOpenAt(null);
  useEffect(() => {
    if (!isOpen) return;
    const elsewhere = ({ target }: Event) => {
      if (target instanceof Node && around.current?.contains(target) !== true) setOpenAt(null);
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [isOpen]);
  return {
    isOpen,
    panelId,
    button: {
      type: 'button',
      ref: button,
      'aria-expanded': isOpen,
      'aria-controls': panelId,
      onClick: () => setOpenAt(isOpen ? null : place),
    },
    around: {
      ref: around,
      onKeyDown: ({ key }) => {
        if (key !== 'Escape' || !isOpen) return;
        close();
        button.current?.focus();
      },
      // Focus that goes nowhere is a click, which has its own rule.
      onBlur: ({ relatedTarget }) => {
        if (relatedTarget instanceof Node && around.current?.contains(relatedTarget) !== true) close();
      },
    },
  };
}
