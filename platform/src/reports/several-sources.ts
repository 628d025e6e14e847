const [BEGIN, END] = ['/*sources*/', '/*end*/'];
const MARKED = /\/\*sources\*\/.*?\/\*end\*\//gs;

/** Marks a part of a statement that only tells the rows of several connections apart. It may stand where there is one. */
export const ofSources = (sql: string): string => `${BEGIN}${sql}${END}`;

/** The same statement for a store that one connection alone has written to: to compare two texts takes twice as long as one. */
export const ofOneSource = (sql: string): string => sql.replaceAll(MARKED, '');
