// What of a provider's values may lie on a disk. A value of another form than a field has is replaced by an empty one of its type:
// nobody knows what it holds, and normalising refuses the one for the same reason as the other.

const [FIRST_OF_ID, LAST_OF_ID, LONGEST_ID] = [0x21, 0x7e, 100] as const;
const AMOUNT = /^[+-]?\d{1,20}(?:\.\d{0,20})?$/;
const [SIGNS_OF_MOMENT, LONGEST_MOMENT] = [':.TZtz+- /', 40] as const;
/** For each sign of ASCII, whether it may stand in a moment. */
const OF_MOMENT = Uint8Array.from({ length: 128 }, (_, code) =>
  /\d/.test(String.fromCharCode(code)) || SIGNS_OF_MOMENT.includes(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * Whether a text may be the id of something: signs of ASCII without spaces, a hundred at most. A loop, since ids are looked at several
 * times a ticket: a regular expression took three times as long.
 */
export function isId(text: string): boolean {
  if (text.length === 0 || text.length > LONGEST_ID) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < FIRST_OF_ID || code > LAST_OF_ID) return false;
  }
  return true;
}

/** An empty value of the same type: null and undefined stay as they are. */
export function keptType(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return '';
    case 'number':
    case 'bigint':
      return 0;
    case 'boolean':
      return false;
    case 'object':
      if (value === null) return null;
      return Array.isArray(value) ? [] : {};
    default:
      return undefined;
  }
}

/** A text that is kept as it is, such as the name of an event. */
export function keptText(value: unknown): unknown {
  return typeof value === 'string' ? value : keptType(value);
}

/** An id of a thing, never of a person: those are pseudonyms. */
export function keptId(value: unknown): unknown {
  return typeof value === 'string' && isId(value) ? value : keptType(value);
}

/** An amount of money: a number, or a decimal text. */
export function keptAmount(value: unknown): unknown {
  return typeof value === 'number' || (typeof value === 'string' && AMOUNT.test(value)) ? value : keptType(value);
}

export function keptNumber(value: unknown): unknown {
  return typeof value === 'number' ? value : keptType(value);
}

/** How many of something: a number, or its digits. */
export function keptCount(value: unknown): unknown {
  return typeof value === 'number' || (typeof value === 'string' && /^\d{1,15}$/.test(value)) ? value : keptType(value);
}

export function keptBoolean(value: unknown): unknown {
  return typeof value === 'boolean' ? value : keptType(value);
}

/** A date, a time or both, in figures. */
export function keptMoment(value: unknown): unknown {
  return typeof value === 'string' && isMoment(value) ? value : keptType(value);
}

function isMoment(text: string): boolean {
  if (text.length === 0 || text.length > LONGEST_MOMENT) return false;
  for (let at = 0; at < text.length; at += 1) if (OF_MOMENT[text.charCodeAt(at)] !== 1) return false;
  return true;
}

/** A list, each item by `keep`. */
export function keptList(value: unknown, keep: (item: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map((item) => keep(item)) : keptType(value);
}

/** An object, as `keep` makes it of its fields. */
export function keptObject(
  value: unknown,
  keep: (fields: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): unknown {
  const isFields = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isFields ? keep(value as Readonly<Record<string, unknown>>) : keptType(value);
}
