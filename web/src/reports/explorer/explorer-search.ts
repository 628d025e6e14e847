/** What the address of the Report Explorer says. What is left out has a default. */
export interface ExplorerSearch {
  /** A folder by its name; or one of the standing ones. */
  readonly folder?: string;
  readonly show?: 'favourites' | 'ready' | 'archive';
  readonly text?: string;
  readonly sort?: string;
}

const SHOWN = ['favourites', 'ready', 'archive'] as const;

const textOf = (value: unknown): string | null =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null;

/** Reads the address leniently: what makes no sense is as if it weren't there. */
export function readExplorerSearch({ folder, show, text, sort }: Record<string, unknown>): ExplorerSearch {
  const [inFolder, sought, sorted] = [textOf(folder), textOf(text), textOf(sort)];
  const shown = SHOWN.find((one) => one === show);
  return {
    ...(inFolder === null ? {} : { folder: inFolder }),
    ...(shown === undefined ? {} : { show: shown }),
    ...(sought === null ? {} : { text: sought }),
    ...(sorted === null ? {} : { sort: sorted }),
  };
}
