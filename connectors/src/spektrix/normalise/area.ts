import { parse as parseUkPostcode } from 'postcode';
import { countryOf } from './country.ts';
import { isObject } from './fields.ts';

/** Where a booker lives, coarsely enough to keep. */
export interface Area {
  readonly area: string | null;
  readonly kind: 'postcode-sector' | 'eircode-routing-key' | 'country' | 'unknown';
  readonly country: string | null;
}

const UNKNOWN: Area = { area: null, kind: 'unknown', country: null };

// PROVISIONAL [?]: an address object's fields are not documented. Names are compared in lower case.
const POSTCODE_NAMES = new Set(['postcode', 'postalcode', 'zip', 'zipcode']);
const COUNTRY_NAMES = new Set(['country', 'countrycode', 'countryname']);

const EIRCODE = /^([AC-FHKNPRTV-Y]\d\d|D6W)\s*[0-9AC-FHKNPRTV-Y]{4}$/;
const UK = new Set(['GB', 'JE', 'GG', 'IM']);
/** Crown dependencies have postcodes of the UK's form; the letters tell. */
const COUNTRY_OF_POSTCODE_AREA: Readonly<Record<string, string>> = { JE: 'JE', GY: 'GG', IM: 'IM' };

/** The area of the first address that tells one. A UK postcode becomes its sector, an Eircode its routing key, anything else the country. */
export function areaOf(...addresses: readonly unknown[]): Area {
  let best = UNKNOWN;
  for (const address of addresses) {
    const area = areaOfAddress(address);
    if (area.kind === 'postcode-sector' || area.kind === 'eircode-routing-key') return area;
    if (best.kind === 'unknown' && (area.kind === 'country' || best.country === null)) best = area;
  }
  return best;
}

function areaOfAddress(address: unknown): Area {
  if (!isObject(address)) return UNKNOWN;
  let postcode = '';
  let country: string | null = null;
  for (const name in address) {
    const lower = name.toLowerCase();
    const value = address[name];
    if (POSTCODE_NAMES.has(lower) && typeof value === 'string') postcode = value.trim().toUpperCase();
    else if (COUNTRY_NAMES.has(lower)) country ??= countryOf(value);
  }
  if (country === null || UK.has(country)) {
    const parsed = parseUkPostcode(postcode);
    if (parsed.valid) {
      const area = country ?? COUNTRY_OF_POSTCODE_AREA[parsed.area] ?? 'GB';
      return { area: parsed.sector, kind: 'postcode-sector', country: area };
    }
  }
  if (country === null || country === 'IE') {
    const routingKey = EIRCODE.exec(postcode)?.[1];
    if (routingKey !== undefined) return { area: routingKey, kind: 'eircode-routing-key', country: 'IE' };
  }
  const malformed = postcode !== '' && (country === null || country === 'IE' || UK.has(country));
  if (malformed || country === null) return { area: null, kind: 'unknown', country };
  return { area: country, kind: 'country', country };
}
