import type { Zone } from '../../zone.ts';
import { stamp, stampWithFraction } from '../../zone.ts';
import { idOf } from '../ids.ts';

/** A JSON decimal of pence, written as .NET does: `29.0`, `29.5`, `29.55` [O]. */
export function money(pence: number): string {
  const sign = pence < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(pence) / 100);
  const rest = Math.abs(pence) % 100;
  const decimals = rest % 10 === 0 ? String(rest / 10) : String(rest).padStart(2, '0');
  return `${sign}${whole}.${decimals}`;
}

/** `{"id":"…"}` of an integer. */
export function stub(integer: number): { id: string } {
  return { id: idOf(integer) };
}

/** Local wall time without a zone [O]. */
export function local(zone: Zone, utc: number): string {
  return stamp(zone.toWall(utc));
}

/** Local wall time with the fraction of a second. */
export function localExact(zone: Zone, utc: number): string {
  return stampWithFraction(zone.toWall(utc));
}

/** UTC, with or without the `Z` (both occur [O]). */
export function utcText(utc: number, withZ: boolean): string {
  return stampWithFraction(utc) + (withZ ? 'Z' : '');
}

type AttributeValue = string | number | boolean | null;

/** Every attribute defined for a kind of thing, set ones first, then the unset ones as "", false or null [O, §2.2]. */
export function attributes(values: Readonly<Record<string, AttributeValue>>): Record<string, AttributeValue> {
  const entries = Object.entries(values).map(([name, value]) => [`attribute_${name}`, value] as const);
  const isSet = (value: AttributeValue): boolean => value !== '' && value !== null && value !== false;
  return Object.fromEntries([
    ...entries.filter(([, value]) => isSet(value)),
    ...entries.filter(([, value]) => !isSet(value)),
  ]);
}

/** The same as JSON members with a leading comma, to be appended inside an object. */
export function attributeMembers(values: Readonly<Record<string, AttributeValue>>): string {
  let set = '';
  let unset = '';
  for (const name in values) {
    const value = values[name] ?? null;
    if (value === '') unset += `,"attribute_${name}":""`;
    else if (value === null || value === false) unset += `,"attribute_${name}":${value}`;
    else set += `,"attribute_${name}":${JSON.stringify(value)}`;
  }
  return set + unset;
}
