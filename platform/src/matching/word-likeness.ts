/**
 * How alike two words are, 0 to 1, by the letters that must be changed, added, dropped or swapped (Damerau and Levenshtein). Numbers
 * are alike only if they are equal.
 */
export function wordLikeness(one: string, other: string): number {
  if (one === other) return 1;
  const longest = Math.max(one.length, other.length);
  if (/\d/.test(one) || /\d/.test(other)) return 0;
  // Of short words a letter is half the meaning: "cat" is no "cot".
  const mostEdits = longest < 4 ? 0 : longest < 8 ? 1 : 2;
  if (mostEdits === 0 || Math.abs(one.length - other.length) > mostEdits) return 0;
  const edits = editsBetween(one, other);
  return edits > mostEdits ? 0 : 1 - edits / longest;
}

function editsBetween(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
}
