import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

/** Counts the moves from page to page. */
export function useMoves(): number {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const last = useRef(pathname);
  const [moves, setMoves] = useState(0);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    setMoves((so) => so + 1);
    window.scrollTo(0, 0);
  }, [pathname]);
  return moves;
}
