/** The place of a heading on its page, as GitHub makes it, so that the same link works in both places. */
export const anchorOfHeading = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replace(/\s/g, '-');
