import type { z } from 'zod';

export interface ToldIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * What is wrong with something, each where it is. Where it may be one of several kinds of thing, what is told is what the kind that it
 * comes nearest to lacks: "Invalid input", which would be all otherwise, helps nobody who writes a report by hand.
 */
export function toldIssues(issues: readonly z.core.$ZodIssue[]): ToldIssue[] {
  return issues.flatMap((issue): ToldIssue[] => {
    if (issue.code !== 'invalid_union') return [issue];
    const [nearest] = issue.errors
      .filter((of) => of.length > 0)
      .map((of) => ({ isOther: of.some(isOfOtherKind), told: toldIssues(of) }))
      .sort(
        (a, b) =>
          Number(a.isOther) - Number(b.isOther) || a.told.length - b.told.length || deepest(b.told) - deepest(a.told),
      );
    return nearest?.told.map(({ path, message }) => ({ path: [...issue.path, ...path], message })) ?? [issue];
  });
}

/** Whether something else is wanted altogether: of a list that is too long it helps nobody to hear that it is no number. */
function isOfOtherKind(issue: z.core.$ZodIssue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_union') return issue.errors.every((of) => of.some(isOfOtherKind));
  return issue.code === 'invalid_type';
}

const deepest = (issues: readonly ToldIssue[]): number => Math.max(...issues.map(({ path }) => path.length));
