import { formatMinor, parseDecimal } from '@illuminate/model';
import { isCurrency } from '../currencies.ts';

interface Priced {
  readonly price: string | null;
  readonly discount: string | null;
  readonly quantity: number;
}

/**
 * What a line came to whose file says what one ticket cost: that for each of them, less what was taken off the line. The sign is left to
 * whoever knows whether it takes tickets back.
 * @returns as a decimal; null where there is no price, and below zero where more was taken off than the tickets cost
 */
export function workedOutTotal({ price, discount, quantity }: Priced, currency: string): string | null {
  if (price === null || !isCurrency(currency)) return price;
  const each = parseDecimal(price, currency);
  const off = discount === null ? 0 : parseDecimal(discount, currency);
  // What is no amount of the currency is refused where the ticket is looked at.
  if (each === null || off === null) return price.replace(/^-/, '');
  const total = Math.abs(each) * Math.abs(quantity) - Math.abs(off);
  return formatMinor(total, currency);
}
