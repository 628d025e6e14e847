/** A header as it is compared: what only looks different is the same (case, spaces of any kind and number, width). */
export function normalHeader(header: string): string {
  return header.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** Cells of a header line without the empty ones at its end, which programs add as they please. */
export function withoutEmptyEnd(headers: readonly string[]): string[] {
  const last = headers.findLastIndex((header) => normalHeader(header) !== '');
  return headers.slice(0, last + 1);
}
