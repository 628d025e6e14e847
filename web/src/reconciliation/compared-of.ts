import type { Reconciliation } from '@illuminate/contract';

/** Of how many performances the tickets of a comparison are, and whether these are all that there are. */
export function comparedOf({ equal, differs, notCompared }: NonNullable<Reconciliation['last']>) {
  const compared = equal + differs;
  return { compared, all: compared + notCompared, isWhole: notCompared === 0 };
}
