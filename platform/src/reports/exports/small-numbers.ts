// What leaves the house must not tell of a few: groups of fewer bookers than this are held back, and with them another group
// wherever a total less what is shown would give one away.

/** Fewer bookers than this in a group are not shown outside. */
export const FEWEST_BOOKERS = 10;
/** People are rounded to this outside. */
const PEOPLE_STEP = 5;
/** Of so many keys every total that they have is thought of; of more, those over leading keys and over single ones. */
const MOST_KEYS_WHOLLY = 4;

export interface Group {
  /** Texts that are the same where the groups share a key. */
  readonly keys: readonly string[];
  readonly bookers: number;
  /** Left out by the report itself: it has fewer rows than the report asks for. */
  readonly isLeftOut: boolean;
}

export interface HeldBack {
  /** For each group whether it is shown. */
  readonly isShown: readonly boolean[];
  /** Groups of too few bookers. */
  readonly small: number;
  /** Groups that are not shown so that no small one can be worked out. */
  readonly beside: number;
  /** Whether the total over all of them may be told. */
  readonly mayTotal: boolean;
}

const isSmall = ({ bookers }: Group): boolean => bookers > 0 && bookers < FEWEST_BOOKERS;

/** Which groups may leave the house, given that totals over any of their keys are known there, or may become so. */
export function holdBack(groups: readonly Group[]): HeldBack {
  const isShown = groups.map((group) => !group.isLeftOut && !isSmall(group));
  const scopes = scopesOf(groups[0]?.keys.length ?? 0).flatMap((scope) => [...bucketsOf(groups, scope)]);
  const before = isShown.filter(Boolean).length;
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const bucket of scopes) {
      const next = givesAway(groups, bucket, isShown) ? smallestShown(groups, bucket, isShown) : undefined;
      if (next === undefined) continue;
      isShown[next] = false;
      isSettled = false;
    }
  }
  const everything = groups.map((_, index) => index);
  return {
    isShown,
    small: groups.filter((group) => !group.isLeftOut && isSmall(group)).length,
    beside: before - isShown.filter(Boolean).length,
    mayTotal: !givesAway(groups, everything, isShown),
  };
}

/** Whether the total of these groups, less those that are shown, tells of too few: of one small group, or of small ones together. */
function givesAway(groups: readonly Group[], bucket: readonly number[], isShown: readonly boolean[]): boolean {
  const hidden = bucket.flatMap((index) => {
    const group = groups[index];
    return group === undefined || isShown[index] === true || group.bookers === 0 ? [] : [group];
  });
  if (!hidden.some(isSmall)) return false;
  // How many bookers they have together nobody knows: at least as many as the biggest of them.
  return hidden.length < 2 || hidden.every(isSmall);
}

function smallestShown(groups: readonly Group[], bucket: readonly number[], isShown: readonly boolean[]) {
  let smallest: number | undefined;
  for (const index of bucket) {
    const bookers = groups[index]?.bookers ?? 0;
    if (isShown[index] !== true || bookers === 0) continue;
    if (smallest === undefined || bookers < (groups[smallest]?.bookers ?? 0)) smallest = index;
  }
  return smallest;
}

/** Positions of keys over which there may be a total: none is the total of all. */
function scopesOf(keys: number): number[][] {
  const positions = Array.from({ length: keys }, (_, at) => at);
  if (keys > MOST_KEYS_WHOLLY) {
    return [...positions.map((at) => positions.slice(0, at)), ...positions.slice(1).map((at) => [at])];
  }
  const all = Array.from({ length: 2 ** keys }, (_, bits) => positions.filter((at) => (bits & (1 << at)) !== 0));
  return all.filter((scope) => scope.length < keys || keys === 0);
}

/** The groups by what they share. */
function bucketsOf(groups: readonly Group[], scope: readonly number[]): Iterable<number[]> {
  const buckets = new Map<string, number[]>();
  for (const [index, { keys }] of groups.entries()) {
    const name = JSON.stringify(scope.map((at) => keys[at]));
    const bucket = buckets.get(name);
    if (bucket === undefined) buckets.set(name, [index]);
    else bucket.push(index);
  }
  return buckets.values();
}

export const roundPeople = (people: number): number => Math.round(people / PEOPLE_STEP) * PEOPLE_STEP;
