/**
 * Runs `work` over the items with at most `limit` at once and yields the results in the items' order. When one fails, its
 * error is thrown in its turn, after the results before it; those still under way are let go.
 */
export async function* inParallel<Item, Result>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for (const item of items) {
    const promise = work(item);
    // Its rejection is seen when its turn comes; until then it must not count as unhandled.
    promise.catch(() => undefined);
    underWay.push(promise);
    if (underWay.length >= limit) yield await (underWay.shift() as Promise<Result>);
  }
  for (const promise of underWay) yield await promise;
}
