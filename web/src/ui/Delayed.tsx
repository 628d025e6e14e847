import { type ReactNode, useEffect, useState } from 'react';

/** Shows what stands for something loading, but only once loading has taken so long that a person would notice. */
export function Delayed({ children, afterMs = 300 }: { readonly children: ReactNode; readonly afterMs?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return shown ? children : null;
}
