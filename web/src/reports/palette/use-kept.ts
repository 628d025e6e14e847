import { createContext, useContext, useState } from 'react';

/** Where what was chosen on a page stands while parts of it come and go; null where nothing outlives its part. */
export const KeptContext = createContext<Map<string, unknown> | null>(null);

/** State of a part of a page that is as it was left when the part comes back, as a step of the builder does. */
export function useKept<State>(name: string, initial: State): readonly [State, (next: State) => void] {
  const kept = useContext(KeptContext);
  // What stands under a name was put there by this.
  const [state, setState] = useState(() => (kept?.has(name) === true ? (kept.get(name) as State) : initial));
  return [
    state,
    (next) => {
      kept?.set(name, next);
      setState(next);
    },
  ];
}
