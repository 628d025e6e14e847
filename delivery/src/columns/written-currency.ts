/** Currencies that a sign stands for. A dollar is one of many; what is written out is itself. */
const MEANT: Readonly<Record<string, ReadonlySet<string>>> = {
  '£': new Set(['GBP', 'GIP', 'FKP', 'SHP', 'EGP', 'LBP', 'SDG', 'SSP', 'SYP']),
  '€': new Set(['EUR']),
  $: new Set(
    'USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ARS CLP COP CUP DOP MXN UYU'.split(
      ' ',
    ),
  ),
  GBP: new Set(['GBP']),
  EUR: new Set(['EUR']),
  USD: new Set(['USD']),
  CHF: new Set(['CHF']),
};
/** Nearly all amounts are digits with a point or a comma. */
const BARE = /^[\d.,\s()+-]*$/;

/** The sign or code of a currency that stands beside an amount, as in "12,50 €"; null if none does. */
export function writtenCurrency(amount: string): string | null {
  if (BARE.test(amount)) return null;
  return Object.keys(MEANT).find((sign) => amount.includes(sign)) ?? null;
}

const IN_NAME = /[£€$]|\b(?:GBP|EUR|USD|CHF)\b/;

/** The sign or code of a currency in the name of a column, as in "Income (€)"; null if it names none. */
export const currencyInName = (header: string): string | null => IN_NAME.exec(header)?.[0] ?? null;

/** Whether an amount written with this sign can be one in this currency. */
export const mayBeIn = (sign: string, currency: string): boolean => MEANT[sign]?.has(currency) ?? true;

/** The one currency that all these signs stand for; null if that is in doubt, as of dollars. */
export function currencyOfSigns(signs: readonly (string | null)[]): string | null {
  const [sign = null, ...others] = new Set(signs.filter((one) => one !== null));
  if (sign === null || others.length > 0 || sign === '$') return null;
  return [...(MEANT[sign] ?? [])][0] ?? null;
}
