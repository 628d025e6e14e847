import { mix, pick, unit } from '../../random.ts';
import { marker, properName, SCRIPT_COUNT } from '../../sales/markers.ts';
import { customerId } from '../ids.ts';

/** Who booked, as the box office knows them; no feed shows any of it. */
export interface Booker {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Mostly an Eircode. */
  readonly postcode: string | null;
  /** ISO 3166, two letters. */
  readonly country: string | null;
}

const GIVEN = ['Aoife', 'Niamh', 'Oisín', 'Zoë', 'Mary Kate', 'Seán', 'Olu', 'Wei', 'José', 'Ptolemy'];
const ROUTING_KEYS = ['D02', 'T12', 'H91', 'A65', 'V94', 'D6W', 'N37', 'R32', 'F26'];
const UK_AREAS = ['BT48', 'CF10', 'SW1A', 'M1', 'LL57'];
const MALFORMED = ['n/a', '???', 'D02X28', 'H91 ABCDE', '12345'];
/** Letters that Eircodes use, and some that British ones do not end in. */
const LETTERS = 'ACDEFHKNPRTVWXY';
const UNIT_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';

/** The booker of a number: a pure function of the seed, so none is stored. */
export function bookerOf(seed: number, number: number): Booker {
  const script = mix(seed, number, 301) % SCRIPT_COUNT;
  const surname = properName(seed, 81, number, script);
  const u = unit(seed, number, 302);
  return {
    id: customerId(number),
    name: `${pick(GIVEN, mix(seed, number, 303))} ${number % 13 === 4 ? 'Ó ' : ''}${surname}`,
    email: number % 31 === 7 ? null : `${marker(seed, 82, number)}.${number.toString(36)}@post.example.org`,
    phone: number % 4 === 1 ? null : `+353 85 9${String(mix(seed, number, 304) % 1_000_000).padStart(6, '0')}`,
    ...addressOf(u, mix(seed, number, 305)),
  };
}

function addressOf(u: number, h: number): Pick<Booker, 'postcode' | 'country'> {
  const letter = (from: number): string => LETTERS.charAt((h >>> from) % LETTERS.length);
  const digit = (from: number): number => (h >>> from) % 10;
  if (u < 0.78) {
    const code = `${pick(ROUTING_KEYS, h >>> 3)} ${letter(6)}${digit(9)}${letter(12)}${digit(15)}`;
    const shown = h % 11 === 0 ? code.replace(' ', '').toLowerCase() : h % 13 === 0 ? ` ${code} ` : code;
    return { postcode: shown, country: 'IE' };
  }
  if (u < 0.9) {
    const last = UNIT_LETTERS.charAt((h >>> 7) % 20) + UNIT_LETTERS.charAt((h >>> 13) % 20);
    return { postcode: `${pick(UK_AREAS, h >>> 2)} ${digit(5)}${last}`, country: 'GB' };
  }
  if (u < 0.94) return { postcode: pick(['75011', '10117', '〒100-0001'], h), country: pick(['FR', 'DE', 'JP'], h) };
  return { postcode: u < 0.97 ? pick(MALFORMED, h) : null, country: u < 0.99 ? 'IE' : null };
}
