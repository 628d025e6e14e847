/**
 * Runs `work` over the items with at most `limit` at once and yields the results as they come: one that takes long holds up no
 * other. When one fails, its error is thrown; those still under way are let go.
 */
export async function* asTheyCome<Item, Result>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay = new Map<number, Promise<readonly [number, Result]>>();
  const next = async (): Promise<Result> => {
    const [nth, result] = await Promise.race(underWay.values());
    underWay.delete(nth);
    return result;
  };
  let started = 0;
  for (const item of items) {
    const nth = started;
    started += 1;
    const promise = work(item).then((result) => [nth, result] as const);
    // Its rejection is seen when it is waited for; until then it must not count as unhandled.
    promise.catch(() => undefined);
    underWay.set(nth, promise);
    if (underWay.size >= limit) yield await next();
  }
  while (underWay.size > 0) yield await next();
}
