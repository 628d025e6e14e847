/** How the number of people of an activity came about, as it is said on a terminal. */
export const HOW = { counted: 'counted', estimated: 'estimated', 'box-office': 'ticketed' } as const;

export const figure = (number: number): string => number.toLocaleString('en-GB');
