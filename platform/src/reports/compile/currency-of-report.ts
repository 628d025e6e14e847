import { EACH_ITS_OWN, type Group, type ReportDefinition } from '@illuminate/contract';

/** Fields that say in which currency an amount is. */
const OF_CURRENCY = new Set(['ticket.currency', 'performance.currency']);

/**
 * The ISO 4217 code of the currency that a report's amounts are in: the one that it asks for alone; `EACH_ITS_OWN` where it shows each
 * row's; otherwise `own`, the organisation's.
 */
export function currencyOfReport({ criteria, output }: ReportDefinition, own: string): string {
  const asked = currencyAsked(criteria);
  if (asked !== null) return asked;
  const shown = output.mode === 'rows' ? output.columns : output.keys;
  return shown.some(({ field }) => OF_CURRENCY.has(field)) ? EACH_ITS_OWN : own;
}

/** The only currency of whatever matches, or null. */
function currencyAsked({ match, items }: Group): string | null {
  if (match === 'none' || (match === 'any' && items.length > 1)) return null;
  for (const item of items) {
    const found = 'items' in item ? currencyAsked(item) : 'field' in item ? currencyIn(item) : null;
    if (found !== null) return found;
  }
  return null;
}

function currencyIn({ field, op, value, orBlank }: Extract<Group['items'][number], { field: string }>): string | null {
  if (!OF_CURRENCY.has(field) || orBlank === true || (op !== 'eq' && op !== 'in')) return null;
  const [only, ...more] = [value].flat();
  if (typeof only !== 'string' || more.length > 0) return null;
  const code = only.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : null;
}
