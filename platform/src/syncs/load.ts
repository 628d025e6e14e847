import type { LoadRequest, LoadResult } from '../warehouse/store-types.ts';
import type { LendTarget } from './target-store.ts';

/** The last step of a sync: a batch goes into its store, rows and cursors together. */
export async function load(target: LendTarget, request: LoadRequest): Promise<LoadResult> {
  return target((store) => store.load(request));
}
