const TOTAL = /^(?:(?:grand|sub|overall|report|page|running)[ -]?)?totals?\b|\b(?:sub ?)?totals?:?$|^sum$/i;

/** Whether a cell says that its line sums up others: “Grand total”, “Totals Q1”, “Sum”. */
export const saysTotal = (text: string): boolean => TOTAL.test(text);
