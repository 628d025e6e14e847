export interface NumberStyle {
  readonly decimal: '.' | ',';
  /** Signs and codes that may stand before or after an amount, such as £ or EUR. */
  readonly symbols: readonly string[];
}

const SPACES = /[\s\u00a0\u202f]/;

/**
 * An amount as people write it ("£1,234.50", "1 234,50 €", "(5.00)") as decimal text ("1234.50", "-5.00").
 * @returns null if it is none in this style; groups of thousands must be whole, so that "12,50" is never taken for 1250.
 */
export function decimalText(written: string, { decimal, symbols }: NumberStyle): string | null {
  const signs: string[] = [];
  const bracketed = /^\((.*)\)$/s.exec(written.trim());
  if (bracketed !== null) signs.push('-');
  let text = (bracketed?.[1] ?? written).trim();
  const takeSign = (): void => {
    const sign = /^[-−+]/.exec(text)?.[0];
    if (sign === undefined) return;
    signs.push(sign);
    text = text.slice(1).trim();
  };
  takeSign();
  const symbol = [...symbols]
    .sort((one, other) => other.length - one.length)
    .find((each) => text.startsWith(each) || text.endsWith(each));
  if (symbol !== undefined) {
    text = (text.startsWith(symbol) ? text.slice(symbol.length) : text.slice(0, -symbol.length)).trim();
  }
  takeSign();
  // Accounts write nothing as a dash, and what is owed with its sign behind.
  if (/^[-–—−]$/.test(text) || (text === '' && signs.length === 1 && signs[0] !== '+' && bracketed === null))
    return '0';
  if (signs.length === 0 && /\d[-−]$/.test(text)) {
    signs.push('-');
    text = text.slice(0, -1);
  }
  if (signs.length > 1) return null;
  const cut = text.lastIndexOf(decimal);
  const whole = cut < 0 ? text : text.slice(0, cut);
  const fraction = cut < 0 ? '' : text.slice(cut + 1);
  if (!/^\d*$/.test(fraction) || (cut >= 0 && fraction === '')) return null;
  const digits = withoutGroups(whole, decimal === '.' ? ',' : '.');
  if (digits === null) return null;
  const value = `${digits}${fraction === '' ? '' : `.${fraction}`}`;
  return signs.length > 0 && signs[0] !== '+' && /[1-9]/.test(value) ? `-${value}` : value;
}

/** "1,234,567" or "1 234 567" as "1234567"; the groups are parted by one sign throughout. */
function withoutGroups(whole: string, group: string): string | null {
  if (/^\d+$/.test(whole)) return whole;
  const sign = [...whole].find((char) => !/\d/.test(char));
  if (sign === undefined || (sign !== group && sign !== "'" && sign !== '’' && !SPACES.test(sign))) return null;
  const groups = whole.split(sign);
  const fits = groups.every((part, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part));
  return fits ? groups.join('') : null;
}

/** What a double's arithmetic may leave beside a decimal: a spreadsheet shows none of it. */
const NOISE = 1e-6;

/**
 * A spreadsheet's number as decimal text: 19.95 → "19.95", 0.1 + 0.2 → "0.30".
 * @returns null if it has more than `decimals` of them (a third of something), or is too big to be exact.
 */
export function numberText(value: number, decimals: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return null;
  const text = value.toFixed(decimals);
  if (Math.abs(Number(text) - value) > NOISE) return null;
  return Number(text) === 0 ? text.replace('-', '') : text;
}
