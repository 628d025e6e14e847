import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export type IdPrefix =
  | 'org'
  | 'con'
  | 'exp'
  | 'crd'
  | 'cns'
  | 'rsy'
  | 'syn'
  | 'key'
  | 'fld'
  | 'ctl'
  | 'cho'
  | 'per'
  | 'inv'
  | 'ses'
  | 'mai'
  | 'inc'
  | 'del'
  | 'clm'
  | 'agr'
  | 'rcp'
  | 'crs'
  | 'rpt'
  | 'run'
  | 'plc'
  | 'act'
  | 'mde'
  | 'mat'
  | 'exc'
  | 'upl'
  | 'chk';

/** Such as con_5k2m9q0v7r3x1w8z: 80 random bits, no letters that people mistake for digits. */
export function newId(prefix: IdPrefix): string {
  let id = '';
  for (const byte of randomBytes(16)) id += ALPHABET[byte & 31];
  return `${prefix}_${id}`;
}
