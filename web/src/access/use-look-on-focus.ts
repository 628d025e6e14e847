import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readersQuery } from './session.ts';

/** Asks who is signed in when a window is come back to that was in sight all along, beside another one. */
export function useLookOnFocus(): void {
  const queries = useQueryClient();
  useEffect(() => {
    // Anew, even while a look is under way: that one may have begun before the change.
    const look = () => void queries.invalidateQueries({ queryKey: readersQuery.queryKey });
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [queries]);
}
