// AES-256-GCM with a format byte: 01 | key version (4 bytes) | iv (12) | ciphertext | tag (16).
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { OWN_ERROR } from '../logger.ts';

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + 4;
const SHORTEST = HEADER_BYTES + IV_BYTES + TAG_BYTES;

export const KEY_BYTES = 32;

/** What is sealed is bound to a place: opened anywhere else it fails. The parts are told apart by their JSON form. */
export type Place = readonly string[];

/** Sealed bytes that don't open: another key, another place, or changed bytes. Nothing says which. */
export class DoesNotOpen extends Error {
  override readonly name = 'DoesNotOpen';
  readonly [OWN_ERROR] = true;
  readonly code = 'does_not_open';
  constructor() {
    super('Sealed data does not open: it was sealed with another key or for another place, or it is damaged.');
  }
}

export function seal(key: Uint8Array, keyVersion: number, place: Place, content: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(FORMAT, 0);
  header.writeUInt32BE(keyVersion, 1);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([header, encodePlace(place)]));
  return Buffer.concat([header, iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

export function open(key: Uint8Array, place: Place, sealed: Uint8Array): Buffer {
  if (sealed.length < SHORTEST || sealed[0] !== FORMAT) throw new DoesNotOpen();
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
  const header = bytes.subarray(0, HEADER_BYTES);
  const iv = bytes.subarray(HEADER_BYTES, HEADER_BYTES + IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([header, encodePlace(place)]));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES + IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new DoesNotOpen();
  }
}

/** Which version of its key opens these bytes. */
export function keyVersionOf(sealed: Uint8Array): number {
  if (sealed.length < SHORTEST || sealed[0] !== FORMAT) throw new DoesNotOpen();
  return Buffer.from(sealed.buffer, sealed.byteOffset, HEADER_BYTES).readUInt32BE(1);
}

function encodePlace(place: Place): Buffer {
  return Buffer.from(JSON.stringify(place));
}
