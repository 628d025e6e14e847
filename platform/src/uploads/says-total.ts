/** Of reports in French, German, Welsh, Spanish, Italian and Dutch. */
const ABROAD =
  /^(?:(?:zwischen|gesamt|end|teil)?summen?\b|gesamt(?:betrag|zahl)?:?$|insgesamt\b|(?:sous[ -]?)?total(?:e|aux)?\b|(?:sub|eind)?totaal\b|subtotale?s?\b|suma\b|somma\b|(?:is-?)?gyfanswm\b|cyfanswm\b)/i;
const TOTAL = /^(?:(?:grand|sub|overall|report|page|running)[ -]?)?totals?\b|\b(?:sub ?)?totals?:?$|^sum$/i;

/** Whether a cell says that its line sums up others: “Grand total”, “Totals Q1”, “Sum”. */
export const saysTotal = (text: string): boolean => TOTAL.test(text) || ABROAD.test(text);
