import { useSearch } from '@tanstack/react-router';

/** The organisation that the address names, by its short name; null where it names none. */
export const useChosen = (): string | null =>
  useSearch({ strict: false, select: ({ organisation }) => organisation }) ?? null;
