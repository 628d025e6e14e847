import { isFree } from '@illuminate/delivery';

/** More than nearly any ticket costs: as pence, what many do. */
const UNLIKELY_PRICE = 300;
const LEAST_VALUES = 3;
/** What parts thousands of whole numbers. */
const GROUPS = /[.,'’\s](?=\d{3}(?!\d))/g;

/**
 * Whether these values, as amounts, are more likely in pence than in pounds: whole numbers throughout, of which most would be more than
 * a ticket costs. `tickets`: for how many each of them is, where a column says so. Nobody applies it; a person is asked.
 */
export function maybeMinor(values: readonly string[], tickets: readonly string[]): boolean {
  const filled = values.map((value) => (isFree(value) ? '0' : value.trim())).filter((value) => value !== '');
  if (filled.length < LEAST_VALUES || !filled.every((value) => /^-?\d{1,12}$/.test(value))) return false;
  const each = filled.map((value, at) => {
    const sold = tickets.length === filled.length ? Number(tickets[at]?.replaceAll(GROUPS, '')) : 1;
    return Math.abs(Number(value)) / (sold > 0 ? sold : 1);
  });
  const sorted = each.filter((amount) => amount > 0).sort((one, other) => one - other);
  return (sorted[Math.floor(sorted.length / 2)] ?? 0) >= UNLIKELY_PRICE;
}
