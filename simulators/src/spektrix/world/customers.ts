import { mix, pick, unit } from '../../random.ts';
import { marker, properName, SCRIPT_COUNT } from '../../sales/markers.ts';
import { customerId, FIRST_CUSTOMER_SEQUENCE, numberOf } from '../ids.ts';

/** A postal address. Field names are PROVISIONAL: the shape of an address is not documented [?, spektrix §2.5]. */
export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly line3: string;
  readonly line4: string;
  readonly line5: string;
  readonly town: string;
  readonly administrativeDivision: string;
  readonly postcode: string | null;
  readonly country: string;
}

/** A customer as system owners see one [D, spektrix §2.5]. */
export interface Customer {
  readonly number: number;
  readonly id: string;
  readonly friendlyId: string;
  readonly title: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  /** `YYYY-MM-DD`, or null. */
  readonly birthDate: string | null;
  readonly billingAddress: Address | null;
  readonly deliveryAddress: Address | null;
  readonly notes: string;
  readonly emergencyContact: string;
  readonly creditPence: number;
}

const GIVEN = ['Siân', 'Aoife', 'Muhammad', 'Zoë', 'Anne-Marie', 'Oisín', 'Wei', 'Olu', 'Mary Jane', 'José'];
const AREAS = ['M1', 'LS2', 'CF10', 'EH8', 'BT1', 'SW1A', 'EC1A', 'B33', 'W1T', 'GL50', 'HT4', 'RV1', 'LL57', 'G2'];
// Without C, I, K, M, O and V, as in reality; the venues' own postcodes use those, so that no customer shares one.
const UNIT_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';
const ROUTING_KEYS = ['D02', 'T12', 'H91', 'A65', 'V94', 'D6W'];
const MALFORMED = ['n/a', '???', 'M11AAA1', 'SW1A1AA EXTRA', '12345', 'O1O 1OO'];

/** The customer of a number: a pure function of the seed, so none is stored. */
export function customerOf(seed: number, number: number): Customer {
  const script = mix(seed, number, 121) % SCRIPT_COUNT;
  const firstName = `${pick(GIVEN, mix(seed, number, 122))} ${properName(seed, 1, number, script)}`;
  const surname = properName(seed, 2, number, script);
  const lastName =
    number % 17 === 3 ? `O'${surname}` : number % 29 === 5 ? `${surname}-${surname} de la ${surname}` : surname;
  const billing = addressOf(seed, number, 3, `${firstName} ${lastName}`);
  return {
    number,
    id: customerId(number),
    friendlyId: friendlyIdOf(seed, number),
    title: unit(seed, number, 123) < 0.4 ? `Dame ${properName(seed, 4, number, 0)}` : '',
    firstName,
    lastName,
    email: number % 37 === 11 ? null : emailOf(seed, number),
    phone: number % 3 === 0 ? `0161 4${digits(seed, number, 5, 7)}` : null,
    mobile: number % 5 === 0 ? null : `07700 9${digits(seed, number, 6, 7)}`,
    birthDate: number % 4 === 0 ? birthDateOf(seed, number) : null,
    billingAddress: number % 23 === 9 ? null : billing,
    deliveryAddress: number % 6 === 0 ? addressOf(seed, number, 7, `${firstName} ${lastName}`) : null,
    notes:
      number % 8 === 2
        ? `Hard of hearing; ask for ${properName(seed, 8, number, script)}, ring 07700 9${digits(seed, number, 9, 7)}`
        : '',
    emergencyContact: number % 50 === 4 ? `${properName(seed, 10, number, script)} (neighbour)` : '',
    creditPence: number % 40 === 6 ? 1250 : 0,
  };
}

/** `I-XXXX-XXXX`, accepted in the path [D]: five characters of the number, three that check it. */
export function friendlyIdOf(seed: number, number: number): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRSTUVWX';
  let text = '';
  for (let index = 4; index >= 0; index -= 1) text += alphabet.charAt((number >>> (index * 5)) & 31);
  const check = mix(seed, number, 124);
  for (let index = 0; index < 3; index += 1) text += alphabet.charAt((check >>> (index * 5)) & 31);
  return `I-${text.slice(0, 4)}-${text.slice(4)}`;
}

/** The number meant by a v3 id or a friendly id, or null. */
export function customerNumberOf(seed: number, id: string): number | null {
  const match = /^I-([0-9A-HJ-NP-X]{4})-([0-9A-HJ-NP-X]{4})$/.exec(id);
  if (!match) return numberOf(id, FIRST_CUSTOMER_SEQUENCE);
  const alphabet = '0123456789ABCDEFGHJKLMNPQRSTUVWX';
  let number = 0;
  for (const letter of `${match[1]}${match[2]}`.slice(0, 5)) number = number * 32 + alphabet.indexOf(letter);
  return friendlyIdOf(seed, number) === id ? number : null;
}

/** The number meant by an e-mail address, or null. */
export function customerNumberOfEmail(seed: number, email: string): number | null {
  const match = /^[^@]+\.([0-9a-z]+)@/i.exec(email);
  if (!match?.[1]) return null;
  const number = Number.parseInt(match[1], 36);
  return emailOf(seed, number).toLowerCase() === email.toLowerCase() ? number : null;
}

function emailOf(seed: number, number: number): string {
  return `${marker(seed, 11, number)}.${number.toString(36)}@${number % 9 === 0 ? 'müller.example' : 'mail.example.org'}`;
}

function birthDateOf(seed: number, number: number): string {
  const day = Date.UTC(1925, 0, 1) + (mix(seed, number, 125) % 28_000) * 86_400_000;
  // Not the dates that programs use for "none": a search for birth dates would find those everywhere.
  return new Date(day)
    .toISOString()
    .slice(0, 10)
    .replace('1970-01-01', '1970-01-02')
    .replace('2000-01-01', '2000-01-02');
}

function addressOf(seed: number, number: number, field: number, name: string): Address {
  const u = unit(seed, number, field, 126);
  const h = mix(seed, number, field, 127);
  const place =
    u < 0.82
      ? 'United Kingdom'
      : u < 0.88
        ? 'Ireland'
        : u < 0.94
          ? pick(['France', 'Canada', '日本', 'Deutschland'], h)
          : 'United Kingdom';
  return {
    name,
    line1: `${1 + (h % 220)} ${properName(seed, field + 20, number, h % 3)} Street`,
    line2: h % 3 === 0 ? `Flat ${properName(seed, field + 30, number, 0)}` : '',
    line3: '',
    line4: '',
    line5: '',
    town: `Llan${marker(seed, field + 40, number)}`,
    administrativeDivision: '',
    postcode: postcodeOf(seed, number, field, u),
    country: place,
  };
}

/** Mostly British, some Eircodes, some foreign, some malformed, some missing. */
function postcodeOf(seed: number, number: number, field: number, u: number): string | null {
  const h = mix(seed, number, field, 128);
  const letters = UNIT_LETTERS.charAt(h % 20) + UNIT_LETTERS.charAt((h >>> 8) % 20);
  if (u < 0.82) {
    const code = `${pick(AREAS, h >>> 4)} ${(h >>> 12) % 10}${letters}`;
    if (h % 11 === 0) return code.replace(' ', '').toLowerCase();
    return h % 13 === 0 ? ` ${code} ` : code;
  }
  if (u < 0.88)
    return `${pick(ROUTING_KEYS, h >>> 4)} ${letters.charAt(0)}${(h >>> 12) % 10}${letters.charAt(1)}${(h >>> 16) % 10}`;
  if (u < 0.94) return pick(['75011', 'V7V 2G7', '〒100-0001', '10117'], h);
  return u < 0.97 ? pick(MALFORMED, h) : null;
}

function digits(seed: number, number: number, field: number, count: number): string {
  return String(mix(seed, number, field, 129) % 10 ** count).padStart(count, '0');
}
