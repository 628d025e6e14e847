// What personal data looks like: by the name of a column, and by its values. Used to leave it out, so it errs on that side.
import { PERSONAL_ABROAD, withoutAccents } from './headers-abroad.ts';
import { withoutDisguise } from './look-alikes.ts';

export type PersonalLook =
  | 'an e-mail address'
  | 'a telephone number'
  | 'a postcode'
  | 'a street address'
  | 'a form of address';

/** A column of titles may be one of shows, or of people. */
const SALUTATION = /^(?:mr|mrs|ms|miss|mx|dr|prof|revd?|sir|dame|lady|lord)\.?$/i;
const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]{2,}/;
const UK_POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}$/i;
const EIRCODE = /^(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?[0-9AC-FHKNPRTV-Y]{4}$/i;
const STREET =
  /^\d+[a-z]?,?\s+\p{L}.*\b(?:street|st|road|rd|avenue|ave|lane|ln|close|drive|crescent|terrace|court|place|square|gardens|grove|park|row|way|walk|hill|quay|mews)\b\.?/iu;

/** How a single value looks, or null. */
export function personalLook(value: string): PersonalLook | null {
  const text = value.trim();
  if (EMAIL.test(text)) return 'an e-mail address';
  if (isPhone(text)) return 'a telephone number';
  if (UK_POSTCODE.test(text) || EIRCODE.test(text)) return 'a postcode';
  if (STREET.test(text)) return 'a street address';
  if (SALUTATION.test(text)) return 'a form of address';
  return null;
}

/** Digits with signs of a telephone number about them: a bare number is more often an id, a date or an amount. */
function isPhone(text: string): boolean {
  if (!/^\+?[\d\s()./-]+$/.test(text) || /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/.test(text)) return false;
  const digits = text.replaceAll(/\D/g, '').length;
  if (digits < 9 || digits > 15) return false;
  return text.startsWith('+') || text.startsWith('(') || /^0\d/.test(text);
}

/** Header words that name a person or how to reach one. The first that fits says what it is. */
const PERSONAL_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\be-?mails?\b|\bmail address\b/, 'e-mail addresses'],
  [/\b(?:phone|telephone|tel|mobile|cell|fax|sms)\b/, 'telephone numbers'],
  [/\b(?:post ?code|postal code|zip(?: ?code)?|eircode)\b/, 'postcodes'],
  [/\b(?:address|street|town|city|county|house (?:name|number)|flat)\b/, 'addresses'],
  [
    /\b(?:dob|date of birth|birth ?(?:day|date)|age|gender|sex|pronouns?|ethnicity|disability|access (?:needs|requirements?))\b/,
    'personal characteristics',
  ],
  [
    /\b(?:first ?name|fore ?name|given name|last ?name|sur ?name|family name|full name|maiden name|salutation|title|initials?)\b/,
    'names of people',
  ],
  [
    /\b(?:booking|order|delivery|billing|invoice|customer|cust|booker|buyer|payer|holder|contact|guest|user|nick)'?s? ?names?\b|\bnames? (?:on|for|of (?:the )?(?:customer|booker|buyer|guest|contact|holder|lead))\b|\b(?:card|ticket|account) ?holder\b|\b(?:log ?in|known as|passport)\b/,
    'names of people',
  ],
  [
    /\b(?:booked|bought|purchased|ordered|reserved|sold|served|entered|created|taken|processed|issued|signed|requested|refunded|modified|changed|updated|edited) by\b/,
    'names of people',
  ],
  [
    /\b(?:customer|booker|buyer|purchaser|patron|client|contact|attendee|guest|member|holder|account|recipient|donor|sold by|user|operator|staff|clerk|agent)(?:'?s)?(?: full)?(?: name)?$/,
    'names of people',
  ],
  [
    /\b(?:card|iban|bic|sort code|account (?:no|number)|bank|last ?4|last four|auth(?:orisation)? code|payment ref(?:erence)?|cvv|pan)\b/,
    'payment details',
  ],
  [
    /\b(?:notes?|comments?|remarks?|message|free ?text|special requests?|dietary)\b/,
    'free text, which may be about people',
  ],
  [/\b(?:ip(?: address)?|device|cookie|twitter|facebook|instagram|linkedin)\b/, 'traces of people online'],
  [/\b(?:opt(?:ed)?[- ]?in|consent|marketing|gdpr|mailing)\b/, 'what people agreed to'],
];

/** What a column of this name probably holds about people, or null. `name` is a normal header. */
export function personalByName(name: string): string | null {
  const plain = withoutDisguise(name);
  const words = plain.replaceAll(/[_./\\:-]+/g, ' ').replaceAll(/\s+/g, ' ');
  const found = PERSONAL_NAMES.find(([pattern]) => pattern.test(words) || pattern.test(plain));
  if (found !== undefined) return found[1];
  const abroad = withoutAccents(words);
  return PERSONAL_ABROAD.find(([pattern]) => pattern.test(abroad))?.[1] ?? null;
}

/** What most of these values look like; a fifth of them is enough, as columns are seldom filled. */
export function personalByValues(values: readonly string[]): PersonalLook | null {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  if (filled.length === 0) return null;
  const looks = new Map<PersonalLook, number>();
  for (const value of filled) {
    const look = personalLook(value);
    if (look !== null) looks.set(look, (looks.get(look) ?? 0) + 1);
  }
  const [first] = [...looks].sort((one, other) => other[1] - one[1]);
  return first !== undefined && first[1] * 5 >= filled.length ? first[0] : null;
}

const PERSON =
  /^(?:(?:mr|mrs|ms|miss|mx|dr|prof|sir|lady|rev)\.?\s+)?\p{Lu}[\p{L}'’.-]*(?:[ ,]+\p{Lu}[\p{L}'’.-]*){1,3}$/u;

/**
 * Whether nearly all of these values look like names of people and differ from one another. Names of events and seats can too:
 * ask it only of a column that nothing else explains.
 */
export function mayNamePeople(values: readonly string[]): boolean {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  const fitting = filled.filter((value) => PERSON.test(value)).length;
  return filled.length >= 3 && fitting * 5 >= filled.length * 4 && new Set(filled).size * 2 > filled.length;
}
