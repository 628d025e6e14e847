import type { SavedReport } from '@illuminate/contract';
import type { Draft } from './draft.ts';

const KEY = 'illuminate-report-draft ';
/** Raised when a draft's shape changes: one of another shape is as if it weren't there. */
const SHAPE = 1;

/** Whose draft it is, of whose report. Nobody else's is ever read. */
export interface DraftPlace {
  readonly person: string;
  readonly organisation: string;
  /** Null of a new one. */
  readonly report: string | null;
}

export interface KeptDraft {
  readonly draft: Draft;
  /** What it began as: what others save meanwhile is told by the version that this had. */
  readonly initial: Draft;
  readonly saved: SavedReport | null;
}

type Reading = Pick<Storage, 'getItem'>;
type Writing = Pick<Storage, 'setItem' | 'removeItem'>;

const ofPerson = (person: string): string => `${KEY}${person} `;
const keyOf = ({ person, organisation, report }: DraftPlace): string =>
  `${ofPerson(person)}${organisation} ${report ?? 'new'}`;

/** What was put together in this tab and not saved yet; null where nothing is, or what is there makes no sense. */
export function readDraft(storage: Reading, place: DraftPlace): KeptDraft | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(place)) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('shape' in kept) || kept.shape !== SHAPE) return null;
    // Written by `keepDraft`, in this shape.
    const { draft, initial, saved } = kept as unknown as KeptDraft;
    return (saved?.id ?? null) === place.report ? { draft, initial, saved } : null;
  } catch {
    return null;
  }
}

/** Keeps a draft for this tab; where storage is full or blocked, it lives as long as the page. */
export function keepDraft(storage: Writing, place: DraftPlace, { draft, initial, saved }: KeptDraft): void {
  try {
    storage.setItem(keyOf(place), JSON.stringify({ shape: SHAPE, draft, initial, saved }));
  } catch {
    dropDraft(storage, place);
  }
}

export function dropDraft(storage: Pick<Storage, 'removeItem'>, place: DraftPlace): void {
  try {
    storage.removeItem(keyOf(place));
  } catch {
    // Blocked: then nothing is kept either.
  }
}

/** Forgets drafts; of everybody but one person, or of everybody where there is none. */
export function forgetDrafts(storage: Storage, except: string | null = null): void {
  try {
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
    for (const key of keys) {
      if (key.startsWith(KEY) && (except === null || !key.startsWith(ofPerson(except)))) storage.removeItem(key);
    }
  } catch {
    // Blocked: then nothing is kept either.
  }
}
