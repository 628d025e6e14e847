/** What people and systems write for a country beside its code and its English name. */
const ALIASES: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  cymru: 'GB',
  'northern ireland': 'GB',
  gbr: 'GB',
  'republic of ireland': 'IE',
  eire: 'IE',
  éire: 'IE',
  irl: 'IE',
  usa: 'US',
  'united states of america': 'US',
  can: 'CA',
  aus: 'AU',
};

let codes: Map<string, string> | undefined;

/**
 * A country as its ISO 3166 code of two letters, from a code or a name.
 * @returns null for anything that is no country: people type other things into that field, and those are not kept.
 */
export function countryCodeOf(text: string): string | null {
  codes ??= knownCodes();
  return codes.get(text.trim().toLowerCase()) ?? null;
}

function knownCodes(): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const known = new Map<string, string>();
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      const name = names.of(code);
      // Codes of countries that are no more stand for their successors: DD is canonically DE.
      if (name === undefined || new Intl.Locale(`und-${code}`).region !== code) continue;
      known.set(code.toLowerCase(), code);
      if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), code);
    }
  }
  for (const [alias, code] of Object.entries(ALIASES)) known.set(alias, code);
  return known;
}
