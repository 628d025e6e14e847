/** Shorter texts (`Mr`, `n/a`) occur by chance: they are not listed. */
const SHORTEST = 6;

/** Texts as a JSON array, one a line: each once within its group, at most `limit` of a group. */
export async function* streamTexts(groups: readonly Iterable<string>[], limit: number): AsyncGenerator<string> {
  let separator = '\n';
  yield '[';
  for (const texts of groups) {
    const seen = new Set<string>();
    let piece = '';
    for (const text of texts) {
      if (text.length < SHORTEST || seen.has(text)) continue;
      if (seen.size >= limit) break;
      seen.add(text);
      piece += separator + JSON.stringify(text);
      separator = ',\n';
      if (piece.length < 64 * 1024) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }
  yield '\n]';
}
