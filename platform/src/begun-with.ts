/**
 * Bytes whose first piece was taken already, to see whether there are any. No generator: one that was never begun would not end
 * what it stands for.
 */
export function begunWith(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncIterableIterator<Buffer> {
  let isFirst = true;
  return {
    async next() {
      if (!isFirst) return rest.next();
      isFirst = false;
      return first;
    },
    return: async () => rest.return(undefined),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
