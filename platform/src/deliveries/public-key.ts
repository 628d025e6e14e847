import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { invalidInput } from '../refusal.ts';

const KEY_BYTES = 32;
/** What comes before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** 80 bits: nobody makes another key of the same id. */
const ID_LENGTH = 16;
const LONGEST_ID = 51;

/** The key that verifies, from its 32 bytes. */
export function verifyingKey(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
}

/**
 * The 32 bytes of an Ed25519 public key, from PEM, or from base64 of the bytes or of their SubjectPublicKeyInfo.
 * @throws Refusal invalid-input, which never quotes what was given
 */
export function parsePublicKey(given: string): Buffer {
  const text = given.trim();
  if (/PRIVATE KEY/.test(text)) {
    throw refused('is a private key. Keep it to yourself; as it has been sent, make another pair');
  }
  const raw = text.startsWith('-----') ? fromPem(text) : fromBase64(text);
  if (raw === null || !isUsable(raw)) {
    throw refused('is no Ed25519 public key: PEM (-----BEGIN PUBLIC KEY-----) or its 32 bytes in base64');
  }
  return raw;
}

function fromPem(text: string): Buffer | null {
  try {
    const { x } = createPublicKey(text).export({ format: 'jwk' }) as { x?: string; crv?: string };
    return x === undefined ? null : Buffer.from(x, 'base64url');
  } catch {
    return null;
  }
}

function fromBase64(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  const isSpki =
    bytes.length === SPKI_PREFIX.length + KEY_BYTES && bytes.subarray(0, SPKI_PREFIX.length).equals(SPKI_PREFIX);
  return isSpki ? bytes.subarray(SPKI_PREFIX.length) : bytes;
}

function isUsable(raw: Buffer): boolean {
  if (raw.length !== KEY_BYTES) return false;
  try {
    return verifyingKey(raw).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/** A fingerprint of a public key, such as dk_5k2m9q0v7r3x1w8z; longer ones for two keys that begin alike. */
export function* keyIdsOf(raw: Uint8Array): Generator<string> {
  let letters = '';
  let held = 0;
  let bits = 0;
  for (const byte of createHash('sha256').update(raw).digest()) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      letters += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  for (let length = ID_LENGTH; length <= LONGEST_ID; length += 5) yield `dk_${letters.slice(0, length)}`;
}

function refused(message: string) {
  return invalidInput([{ path: 'body.publicKey', message }]);
}
