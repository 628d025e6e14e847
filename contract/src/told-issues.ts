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
      .map((of) => toldIssues(of))
      .sort((a, b) => a.length - b.length || deepest(b) - deepest(a));
    return nearest?.map(({ path, message }) => ({ path: [...issue.path, ...path], message })) ?? [issue];
  });
}

const deepest = (issues: readonly ToldIssue[]): number => Math.max(...issues.map(({ path }) => path.length));
