import type { UploadKind } from '@illuminate/contract';
import { areCounts, isAudience } from '@illuminate/delivery/audiences';
import { guessFields } from '@illuminate/delivery/header-guesses';
import { type PersonalLook, personalByName, personalByValues } from '@illuminate/delivery/looks-personal';
import { normalHeader } from '@illuminate/delivery/normal-header';
import { mayBeOfPeople } from '@illuminate/delivery/perhaps-people';

/** What a column is about, as far as people go. */
export type Judgement =
  /** Nothing about people was found in it. */
  | { readonly about: 'things' }
  /** Of a booker, and needed: the server makes it coarse before it keeps anything. */
  | { readonly about: 'needed'; readonly becomes: 'pseudonym' | 'area' | 'country' }
  /** Of people, and not needed. Where it is not sure, a person may say that it is no name. */
  | { readonly about: 'people'; readonly holds: Holds; readonly isSure: boolean };

/** What it seems to hold about people; the words for each are the page's. */
export type Holds = 'email' | 'phone' | 'postcode' | 'address' | 'names' | 'other';

const NEEDED = {
  customer_id: 'pseudonym',
  customer_postcode: 'area',
  customer_country: 'country',
} as const;

const HOLDS: Readonly<Record<PersonalLook, Holds>> = {
  'an e-mail address': 'email',
  'a telephone number': 'phone',
  'a postcode': 'postcode',
  'a street address': 'address',
  'a form of address': 'names',
};
const HOLDS_BY_NAME: Readonly<Record<string, Holds>> = {
  'e-mail addresses': 'email',
  'telephone numbers': 'phone',
  postcodes: 'postcode',
  addresses: 'address',
  'names of people': 'names',
};

interface Column {
  readonly header: string;
  /** Some of its values, from all over the file. */
  readonly values: readonly string[];
}

/**
 * Judges a column by its name and by its values. It errs on the side of leaving out.
 * @param headers of all columns of the file, for a name that says little says more beside others
 */
export function judgeColumn(column: Column, headers: readonly string[], kind: UploadKind): Judgement {
  const { header, values } = column;
  const name = normalHeader(header);
  const ofOrders = guessFields(name, 'orders');
  const look = personalByValues(values);
  const needed = ofOrders.find((field): field is keyof typeof NEEDED => field in NEEDED);
  if (needed !== undefined) {
    const fits =
      look === null || (needed === 'customer_postcode' ? look === 'a postcode' : look === 'a telephone number');
    if (kind === 'sales' && fits) return { about: 'needed', becomes: NEEDED[needed] };
    return { about: 'people', holds: look === null ? 'other' : HOLDS[look], isSure: true };
  }
  // “Members” of a count are how many came, and nobody's name.
  if (kind === 'counts' && isAudience(name) && areCounts(values)) return { about: 'things' };
  const fields = guessFields(name, kind);
  const perhaps = { about: 'people', holds: 'names', isSure: false } as const;
  if (fields.length > 0) {
    // A long number that begins with 0 may be an order's.
    if (look !== null && !(look === 'a telephone number' && fields.some((field) => field.endsWith('_id'))))
      return { about: 'people', holds: HOLDS[look], isSure: true };
    const isName = fields.some((field) => field.endsWith('_name'));
    if (isName && mayBeOfPeople(column, headers, kind)) return perhaps;
    return { about: 'things' };
  }
  const byName = personalByName(name);
  if (byName !== null) return { about: 'people', holds: HOLDS_BY_NAME[byName] ?? 'other', isSure: true };
  if (look !== null) return { about: 'people', holds: HOLDS[look], isSure: true };
  return mayBeOfPeople(column, headers, kind) ? perhaps : { about: 'things' };
}
