import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

const paper = () => globalThis.matchMedia('print');

/** Whether the page is being set for paper, where nothing can be turned over by a button: known before it is laid out. */
export function usePrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(() => paper().matches);
  useEffect(() => {
    const media = paper();
    const tell = ({ matches }: MediaQueryListEvent) => flushSync(() => setIsPrinting(matches));
    media.addEventListener('change', tell);
    return () => media.removeEventListener('change', tell);
  }, []);
  return isPrinting;
}
