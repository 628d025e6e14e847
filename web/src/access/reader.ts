import type { Session } from '@illuminate/contract';

/** Who reads this tab, and whom the browser is signed in as: another tab may have changed that, or time. */
export interface Readers {
  /** Whose page this is, and all that is typed into it; null is nobody. */
  readonly here: Session | null;
  /** Whose session the browser holds, as the API last said; null is nobody. */
  readonly now: Session | null;
}

/** What tells one reader from another: who they are, or what their key sees. */
export const readerOf = ({ kind, person, organisation }: Session): string =>
  [kind, person === null ? organisation : person.id].join(' ');

export const isSameReader = (one: Session, other: Session | null): boolean =>
  other !== null && readerOf(one) === readerOf(other);

/** Whether the page's reader isn't the one who is signed in any more. */
export const isAway = ({ here, now }: Readers): boolean => here !== null && !isSameReader(here, now);

/** After the API was asked who is signed in: a page stays with its reader, whoever else has signed in meanwhile. */
export function afterLook(before: Readers | undefined, now: Session | null): Readers {
  const here = before?.here ?? null;
  return { here: here !== null && !isSameReader(here, now) ? here : now, now };
}
