/** The table of the source document: the Event ID report of Riverside Theatre for 2022, to the letter. */
export const GOLDEN_HEADER = ['Event ID', 'Event Name', 'First Instance', 'Last Instance'] as const;

export const GOLDEN_ROWS = [
  ['4607', 'Calendar Girls', '2022-01-09 19:00', '2022-01-29 19:00'],
  ['6608', 'Macbeth', '2022-03-10 14:30', '2022-03-15 19:30'],
  ['10207', 'Peter Pan', '2022-05-11 19:00', '2022-05-31 19:00'],
  ['12607', 'Puss in Boots', '2022-12-01 19:30', '2022-12-31 12:00'],
] as const;

export const GOLDEN_QUESTION = { organisation: 'riverside', from: '2022-01-01', to: '2022-12-31' } as const;

/** A spreadsheet's lines, without the mark of its encoding. */
export const linesOf = (csv: string): string[] =>
  csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r?\n/);

/** The lines of the table as a spreadsheet has them. */
export const GOLDEN_LINES = [GOLDEN_HEADER, ...GOLDEN_ROWS].map((cells) => cells.join(','));
