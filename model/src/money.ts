/** An amount in minor units (pence, cents) of an ISO 4217 currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

const digitsOf = new Map<string, number>();

/**
 * How many decimals a currency has: 2 for GBP, 0 for JPY, 3 for KWD.
 * @throws RangeError if `currency` is not an ISO 4217 code that Node's Intl accepts.
 */
export function currencyDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`not an ISO 4217 currency code: ${currency}`);
    const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    digits = maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

/**
 * A decimal text ("12.5", "-0.30") as minor units, without passing through a float.
 * @returns null if the text is not a plain decimal, has more decimals than the currency (unless they are zeros), or is too big.
 */
export function parseDecimal(value: string, currency: string): number | null {
  const match = DECIMAL.exec(value);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = currencyDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) return null;
  return sign === '-' && minor !== 0 ? -minor : minor;
}

/**
 * A JSON number as minor units. JSON parsers give doubles; the nearest double of a decimal with `digits` places divides
 * back to itself, so equality proves that nothing was rounded.
 * @returns null if the number has more decimals than the currency, or is not safe.
 */
export function numberToMinor(value: number, currency: string): number | null {
  const scale = 10 ** currencyDigits(currency);
  const minor = Math.round(value * scale);
  if (!Number.isSafeInteger(minor) || minor / scale !== value) return null;
  return minor === 0 ? 0 : minor;
}

/** What an amount of a currency has to be, for whoever wrote something else: "an amount in GBP, to 2 decimals at most". */
export function sayAmount(currency: string): string {
  const digits = currencyDigits(currency);
  if (digits === 0) return `an amount in ${currency}, without decimals`;
  return `an amount in ${currency}, to ${digits} decimals at most`;
}

/** Minor units as decimal text: 1250, GBP → "12.50". */
export function formatMinor(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const text = Math.abs(minor)
    .toString()
    .padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
