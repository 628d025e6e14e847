import { normalHeader, withoutEmptyEnd } from './normal-header.ts';

/** A column by its header and its place, from 1. */
export interface Placed {
  readonly header: string;
  readonly position: number;
}

/** What is different about a header line. All lists empty: nothing is. */
export interface HeaderDifference {
  readonly added: readonly Placed[];
  readonly missing: readonly Placed[];
  readonly moved: readonly { readonly header: string; readonly from: number; readonly to: number }[];
  /** Probably: a similar name where the old one was. */
  readonly renamed: readonly { readonly from: string; readonly to: string; readonly position: number }[];
}

interface Column {
  readonly header: string;
  readonly name: string;
  readonly at: number;
}

/** Compares a header line with the one that a map was made for. */
export function compareHeaders(expected: readonly string[], found: readonly string[]): HeaderDifference {
  const [before, after] = [columnsOf(expected), columnsOf(found)];
  const kept = longestCommon(before, after);
  const restBefore = before.filter(({ at }) => !kept.some(([one]) => one === at));
  const restAfter = after.filter(({ at }) => !kept.some(([, other]) => other === at));

  const moved: { header: string; from: number; to: number }[] = [];
  for (const column of [...restBefore]) {
    const there = restAfter.find(({ name }) => name === column.name);
    if (there === undefined) continue;
    moved.push({ header: column.header, from: column.at + 1, to: there.at + 1 });
    restBefore.splice(restBefore.indexOf(column), 1);
    restAfter.splice(restAfter.indexOf(there), 1);
  }

  const renamed: { from: string; to: string; position: number }[] = [];
  for (const column of [...restBefore]) {
    const there = restAfter.find(
      (other) => gapOf(other.at, kept, 1) === gapOf(column.at, kept, 0) && alike(column, other),
    );
    if (there === undefined) continue;
    renamed.push({ from: column.header, to: there.header, position: there.at + 1 });
    restBefore.splice(restBefore.indexOf(column), 1);
    restAfter.splice(restAfter.indexOf(there), 1);
  }
  const placed = ({ header, at }: Column): Placed => ({ header, position: at + 1 });
  return { added: restAfter.map(placed), missing: restBefore.map(placed), moved, renamed };
}

export function isSame({ added, missing, moved, renamed }: HeaderDifference): boolean {
  return added.length + missing.length + moved.length + renamed.length === 0;
}

function columnsOf(headers: readonly string[]): Column[] {
  return withoutEmptyEnd(headers).map((header, at) => ({ header: header.trim(), name: normalHeader(header), at }));
}

/** Places (in the one, in the other) of the longest row of columns that both have in this order. */
function longestCommon(one: readonly Column[], other: readonly Column[]): [number, number][] {
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  const length = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        one[i]?.name === other[j]?.name ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i]?.name === other[j]?.name) pairs.push([i++, j++]);
    else if (length(i + 1, j) >= length(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Between which two kept columns a place lies: how many of them are before it. */
function gapOf(at: number, kept: readonly (readonly [number, number])[], side: 0 | 1): number {
  return kept.filter((pair) => pair[side] < at).length;
}

/** Whether one name could be the other's new form: a word in common, or most letters. */
function alike({ name: one }: Column, { name: other }: Column): boolean {
  const words = new Set(one.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2));
  if (other.split(/[^\p{L}\p{N}]+/u).some((word) => words.has(word))) return true;
  return distance(one, other) * 2 <= Math.max(one.length, other.length);
}

/** Levenshtein's. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
