import { type Area, areaOfPostcode, countryCodeOf } from '@illuminate/model';
import { isObject } from './fields.ts';

const UNKNOWN: Area = { area: null, kind: 'unknown', country: null };

// PROVISIONAL [?]: an address object's fields are not documented. Names are compared in lower case.
const POSTCODE_NAMES = new Set(['postcode', 'postalcode', 'zip', 'zipcode']);
const COUNTRY_NAMES = new Set(['country', 'countrycode', 'countryname']);

/** The area of the first address that tells one. */
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
    if (POSTCODE_NAMES.has(lower) && typeof value === 'string') postcode = value;
    else if (COUNTRY_NAMES.has(lower)) country ??= countryOf(value);
  }
  return areaOfPostcode(postcode, country);
}

/** A country from a code, a name, or a stub that holds one. */
function countryOf(value: unknown): string | null {
  if (isObject(value)) return countryOf(value.code) ?? countryOf(value.isoCode) ?? countryOf(value.name);
  return typeof value === 'string' ? countryCodeOf(value) : null;
}
