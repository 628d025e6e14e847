/** What a stream gives, piece by piece: not every browser lets it be iterated itself. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early lets the rest be; of a stream that broke there is none.
    await reader.cancel().catch(() => undefined);
  }
}
