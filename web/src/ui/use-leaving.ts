import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { askBeforeLeaving } from './may-leave.ts';

interface Place {
  readonly pathname: string;
  readonly search: { readonly organisation?: string | undefined };
}

interface UseLeaving {
  /** Whether something would be lost now. */
  readonly isUnsaved: () => boolean;
  /** Where one can go without losing anything. */
  readonly isWithin?: (from: Place, to: Place) => boolean;
}

interface Leaving {
  /** Whether somebody wants to leave, and is to be asked. */
  readonly isAsked: boolean;
  readonly leave: () => void;
  readonly stay: () => void;
}

/** Holds back whoever leaves what is not saved, be it for another page or by signing out, until they have said what they want. */
export function useLeaving({ isUnsaved, isWithin = () => false }: UseLeaving): Leaving {
  const blocked = useBlocker({
    shouldBlockFn: ({ current, next }) => isUnsaved() && !isWithin(current, next),
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  const [isAsked, setIsAsked] = useState(false);
  const answer = useRef<((may: boolean) => void) | null>(null);
  const unsaved = useRef(isUnsaved);
  useEffect(() => {
    unsaved.current = isUnsaved;
  }, [isUnsaved]);
  useEffect(() => {
    const end = askBeforeLeaving(() => {
      if (!unsaved.current()) return true;
      setIsAsked(true);
      return new Promise<boolean>((resolve) => {
        answer.current = resolve;
      });
    });
    return () => {
      end();
      answer.current?.(false);
    };
  }, []);
  const say = (may: boolean) => {
    setIsAsked(false);
    answer.current?.(may);
    answer.current = null;
    if (may) blocked.proceed?.();
    else blocked.reset?.();
  };
  return {
    isAsked: isAsked || blocked.status === 'blocked',
    leave: () => say(true),
    stay: () => say(false),
  };
}
