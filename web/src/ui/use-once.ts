import { useCallback, useRef } from 'react';

/** Lets a deed begin only once the one before has ended: a double click is faster than the button that greys out. */
export function useOnce(): (deed: () => Promise<unknown>) => void {
  const isBusy = useRef(false);
  return useCallback((deed) => {
    if (isBusy.current) return;
    isBusy.current = true;
    const end = () => {
      isBusy.current = false;
    };
    // What went wrong is told where the deed is shown.
    void deed().then(end, end);
  }, []);
}
