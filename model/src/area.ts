import { parse as parseUkPostcode } from 'postcode';

/** Where a booker lives, coarsely enough to keep. */
export interface Area {
  readonly area: string | null;
  readonly kind: 'postcode-sector' | 'eircode-routing-key' | 'country' | 'unknown';
  /** ISO 3166, two letters. */
  readonly country: string | null;
}

const EIRCODE = /^([AC-FHKNPRTV-Y]\d\d|D6W)\s*[0-9AC-FHKNPRTV-Y]{4}$/;
const UK = new Set(['GB', 'JE', 'GG', 'IM']);
/** Crown dependencies have postcodes of the UK's form; the letters tell. */
const COUNTRY_OF_POSTCODE_AREA: Readonly<Record<string, string>> = { JE: 'JE', GY: 'GG', IM: 'IM' };

/**
 * What is kept of a postcode: of a UK one its sector ("SW1A 1"), of an Eircode its routing key ("D02"), of anything else the country.
 * @param postcode as a person typed it; empty if there is none
 * @param country ISO 3166, two capitals, or null if it is not known
 */
export function areaOfPostcode(postcode: string, country: string | null): Area {
  const typed = postcode.trim().toUpperCase();
  if (country === null || UK.has(country)) {
    const parsed = parseUkPostcode(typed);
    if (parsed.valid) {
      const area = country ?? COUNTRY_OF_POSTCODE_AREA[parsed.area] ?? 'GB';
      return { area: parsed.sector, kind: 'postcode-sector', country: area };
    }
  }
  if (country === null || country === 'IE') {
    const routingKey = EIRCODE.exec(typed)?.[1];
    if (routingKey !== undefined) return { area: routingKey, kind: 'eircode-routing-key', country: 'IE' };
  }
  const malformed = typed !== '' && (country === null || country === 'IE' || UK.has(country));
  if (malformed || country === null) return { area: null, kind: 'unknown', country };
  return { area: country, kind: 'country', country };
}
