import { createContext } from 'react';

/** Whether something lies over the page and its dialogues: then Escape is not for these. */
export const CoveredContext = createContext(false);
