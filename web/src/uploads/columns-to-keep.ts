import type { Look, LookedColumn } from './read/look-through.ts';

/** Whether a column may be sent at all. */
const mayBeSent = ({ judgement }: LookedColumn): boolean => judgement.about !== 'people' || !judgement.isSure;

/**
 * Positions of the columns that are sent, from 0, as long as nobody says otherwise.
 * @param leftBefore what stayed here when the same file was begun to be sent; null: it never was
 */
export const columnsToKeep = ({ columns }: Look, leftBefore: readonly string[] | null): number[] =>
  columns.flatMap((column, at) => {
    const isLeft = leftBefore === null ? column.judgement.about === 'people' : leftBefore.includes(column.header);
    return isLeft || !mayBeSent(column) ? [] : [at];
  });
