import { currencyDigits, formatMinor, parseDecimal } from '@illuminate/model';
import { isCurrency } from '../currencies.ts';
import { type DeliveryCode, DeliveryFault } from '../fault.ts';
import { parseOffsetInstant } from '../instant.ts';
import { LIMITS } from '../limits.ts';
import { Remembered } from '../remembered.ts';

/** What is done with a fault: thrown, or gathered so that the rest can be read as well. */
export type ReportFault = (fault: DeliveryFault) => void;

/** Control characters, halves of surrogate pairs, and the at signs of all widths. */
const SUSPICIOUS = /[\p{Cc}\p{Cs}@\uFE6B\uFF20]/u;
const UNFIT = /[\p{Cc}\p{Cs}]/u;
const EMAIL = /[\p{L}\p{N}._%+-][@\uFE6B\uFF20][\p{L}\p{N}-]+\.[\p{L}\p{N}]/u;

/** Whether a text is of ASCII's visible signs but the at sign: nearly all are, and this is seen sooner than by an expression. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || code === 0x40) return false;
  }
  return true;
}

/** A name that may be shown: a stray value in the place of a name may be somebody's address or number. */
const PLAIN_NAME = /^[\p{L}_$][\p{L}\p{N}\p{M} _.$#:/&()'-]{0,63}$/u;

/** A sender's own name of a field, as far as it may be repeated to people. */
const showName = (name: string): string =>
  PLAIN_NAME.test(name) && !/\d{5}/.test(name) ? name : `(a name of ${name.length} characters)`;

/** The last day of four digits' years. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function kindOf(value: unknown): string {
  if (value instanceof Date) return 'it is another date';
  if (value === undefined || value === '') return 'it is missing';
  if (value === null) return 'it is null';
  if (Array.isArray(value)) return 'it is a list';
  if (typeof value === 'number') return 'it is a JSON number';
  if (typeof value === 'boolean') return 'it is true or false';
  return typeof value === 'string' ? 'it is other text' : 'it is an object';
}

/** Parsed texts are remembered: prices and times repeat. */
function remembered<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Remembered<T>(20_000);
  return (text) => known.get(text) ?? known.set(text, parse(text));
}

/**
 * Reads the fields of one part's records, strictly. Where a field is wrong, the fault is reported, `wrong` counts it, and an empty
 * value comes back which the caller must not keep.
 */
export class FieldReader {
  row = 0;
  /** Faults of the record that is being read. */
  wrong = 0;
  readonly #part: number;
  readonly #report: ReportFault;
  readonly #amounts = new Map<string, (text: string) => number | null>();
  readonly #instant = remembered(parseOffsetInstant);

  constructor(part: number, report: ReportFault) {
    this.#part = part;
    this.#report = report;
  }

  begin(row: number): void {
    this.row = row;
    this.wrong = 0;
  }

  fault(code: DeliveryCode, what: string, field?: string): void {
    this.wrong += 1;
    this.#report(new DeliveryFault({ code, what, part: this.#part, row: this.row, field }));
  }

  /** A fault that is mended otherwise than others of its field. */
  faultToMend(what: string, { field, nextStep }: { readonly field?: string; readonly nextStep: string }): void {
    this.wrong += 1;
    this.#report(new DeliveryFault({ code: 'record-invalid', what, part: this.#part, row: this.row, field, nextStep }));
  }

  /** A field is not as the format says. `expected` is the rest of "should be …". */
  invalid(field: string, expected: string, value: unknown): void {
    this.fault('record-invalid', `The field ${field} should be ${expected}; ${kindOf(value)}.`, field);
  }

  undeclared(prefix: string, name: string): void {
    const field = `${prefix}${showName(name)}`;
    this.fault(
      'field-undeclared',
      `The field ${field} is neither part of the format nor among personalFields of the manifest.`,
      field,
    );
  }

  id(value: unknown, field: string): string {
    if (typeof value === 'string' && value !== '' && value.length <= LIMITS.idCharacters) {
      if (isPlain(value) || !SUSPICIOUS.test(value)) return value;
      return this.#fit(value, field);
    }
    this.invalid(field, `text of 1 to ${LIMITS.idCharacters} characters`, value);
    return '';
  }

  /** Text that is kept, or null where it is left out. */
  text(value: unknown, field: string): string | null {
    if (value === undefined || value === null || value === '') return null;
    return this.requiredText(value, field);
  }

  requiredText(value: unknown, field: string): string {
    if (typeof value === 'string' && value !== '' && value.length <= LIMITS.textCharacters) {
      if (isPlain(value) || !SUSPICIOUS.test(value)) return value;
      return this.#fit(value, field);
    }
    this.invalid(field, `text of up to ${LIMITS.textCharacters} characters`, value);
    return '';
  }

  /** Text that becomes a pseudonym, a sector or a country, and is not kept: an e-mail address may well be a customer's id. */
  personalText(value: unknown, field: string): string | null {
    if (value === undefined || value === null || value === '') return null;
    if (typeof value === 'string' && value.length <= LIMITS.idCharacters && (isPlain(value) || !UNFIT.test(value)))
      return value;
    this.invalid(field, `one line of text of up to ${LIMITS.idCharacters} characters`, value);
    return null;
  }

  #fit(value: string, field: string): string {
    if (UNFIT.test(value)) this.invalid(field, 'one line of text without control characters', value);
    else if (EMAIL.test(value)) {
      this.fault('record-invalid', `The field ${field} holds what looks like an e-mail address.`, field);
    }
    return value;
  }

  instant(value: unknown, field: string): number {
    // JSON has none: it is a column's that was read as a date before.
    if (value instanceof Date && value.getTime() >= 0 && value.getTime() <= LATEST) return value.getTime();
    const instant = typeof value === 'string' ? this.#instant(value) : null;
    if (instant !== null) return instant;
    this.invalid(field, 'an ISO 8601 instant with its offset or Z, such as "2026-11-24T13:50:11+00:00"', value);
    return 0;
  }

  currency(value: unknown, field: string, otherwise: string): string {
    if (value === undefined || value === null || value === '') return otherwise;
    if (typeof value === 'string' && isCurrency(value)) return value;
    this.invalid(field, 'an ISO 4217 code such as "EUR"', value);
    return otherwise;
  }

  /** Decimal text in minor units of the currency, as model's money reads it. */
  amount(value: unknown, field: string, currency: string): number {
    const minor = typeof value === 'string' ? this.#amountsIn(currency)(value) : null;
    if (minor !== null && Math.abs(minor) <= LIMITS.amountMinor) return minor;
    const digits = currencyDigits(currency);
    const places = digits === 0 ? 'without decimals' : `with a point and at most ${digits} decimals`;
    this.invalid(field, `decimal text ${places}, such as "${formatMinor(1250, currency)}"`, value);
    return 0;
  }

  optionalAmount(value: unknown, field: string, currency: string): number | null {
    if (value === undefined || value === null || value === '') return null;
    return this.amount(value, field, currency);
  }

  #amountsIn(currency: string): (text: string) => number | null {
    let parse = this.#amounts.get(currency);
    if (parse === undefined) {
      parse = remembered((text) => parseDecimal(text, currency));
      this.#amounts.set(currency, parse);
    }
    return parse;
  }

  /** A whole number from `least`, or null where it is left out. */
  whole(value: unknown, field: string, least: number): number | null {
    if (value === undefined || value === null || value === '') return null;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= 10_000_000) return value;
    this.invalid(field, `a whole number from ${least} to 10000000`, value);
    return null;
  }

  flag(value: unknown, field: string): boolean {
    if (value === undefined || value === null || value === '') return false;
    if (typeof value === 'boolean') return value;
    this.invalid(field, 'true or false', value);
    return false;
  }

  object(value: unknown, field: string): Record<string, unknown> | null {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    this.invalid(field, 'an object', value);
    return null;
  }

  list(value: unknown, field: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.invalid(field, 'a list', value);
    return [];
  }
}
