// Who sends is told by the signature alone. What is answered before it was found right says nothing of any connection.
import { verify } from 'node:crypto';
import type { ErrorCode } from '@illuminate/contract';
import { DELIVERY_HEADERS, signedText } from '@illuminate/delivery';
import { parseInstant } from '@illuminate/model';
import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { verifyingKey } from './public-key.ts';
import type { Sender } from './sender.ts';

const MAY_BE_OFF_MS = 15 * 60_000;
const SIGNATURE_BYTES = 64;
const USED_EVERY_MS = 60_000;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z$/;

/** What the headers of a request claim, of a key that somebody has registered. */
export interface Claimed {
  readonly keyId: string;
  readonly time: string;
  readonly signature: Buffer;
  /** The same in all registrations of that key, of which there is one for each connection. */
  readonly publicKey: Buffer;
}

export interface SignedHeaders {
  readonly key: string | undefined;
  readonly time: string | undefined;
  readonly signature: string | undefined;
}

export interface SignedRequest {
  readonly method: string;
  /** As it was requested, with its query. */
  readonly target: string;
  readonly connection: string;
  /** Hex SHA-256 of the body. */
  readonly bodySha256: string;
}

/**
 * What can be known before the body is read, so that a stranger's is not.
 * @throws Refusal signature-missing, signature-invalid, time-off, key-unknown
 */
export async function findClaimed(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { key: keyId, time, signature }: SignedHeaders,
): Promise<Claimed> {
  for (const [name, value] of [
    [DELIVERY_HEADERS.key, keyId],
    [DELIVERY_HEADERS.time, time],
    [DELIVERY_HEADERS.signature, signature],
  ]) {
    if (value === undefined || value === '') throw missing(String(name));
  }
  const bytes = Buffer.from(signature ?? '', 'base64');
  if (bytes.length !== SIGNATURE_BYTES) throw invalid('is not 64 bytes in base64');
  refuseTimeOff(time ?? '', clock.now());
  const key = await db
    .selectFrom('delivery_keys')
    .select('public_key')
    .where('key_id', '=', keyId ?? '')
    .limit(1)
    .executeTakeFirst();
  if (key === undefined) {
    throw signing(
      'key-unknown',
      'Nobody has registered the key that the request names.',
      'Have the public key registered, and send the key id that this prints.',
    );
  }
  return { keyId: keyId ?? '', time: time ?? '', signature: bytes, publicKey: key.public_key };
}

/** @throws Refusal signature-invalid, connection-unknown, key-retired */
export async function admitSender(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { keyId, time, signature, publicKey }: Claimed,
  { method, target, connection: name, bodySha256 }: SignedRequest,
): Promise<Sender> {
  const text = Buffer.from(signedText({ method, path: target, time, keyId, bodySha256 }));
  if (!verify(null, text, verifyingKey(publicKey), signature)) {
    throw invalid(`is not that of ${method} ${target} with this body, this time and this key`);
  }
  const key = await db
    .selectFrom('delivery_keys')
    .innerJoin('connections', 'connections.id', 'delivery_keys.connection_id')
    .select(['connection_id', 'retired_at', 'last_used_at'])
    .where('key_id', '=', keyId)
    .where('connections.name', '=', name)
    .executeTakeFirst();
  if (key === undefined) {
    throw new Refusal({
      code: 'connection-unknown',
      detail: 'This key is registered for no connection of the name in the address.',
      whoActs: 'provider',
      nextStep: 'Check the name in the address, or have the key registered for that connection.',
    });
  }
  if (key.retired_at !== null) {
    throw signing(
      'key-retired',
      `The key ${keyId} was retired.`,
      'Sign with a key that is registered and not retired.',
    );
  }
  const connection = await db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', key.connection_id)
    .executeTakeFirstOrThrow();
  const organisation = await db
    .selectFrom('organisations')
    .selectAll()
    .where('id', '=', connection.organisation_id)
    .executeTakeFirstOrThrow();
  const now = clock.now();
  if (key.last_used_at === null || now.getTime() - key.last_used_at.getTime() > USED_EVERY_MS) {
    await db
      .updateTable('delivery_keys')
      .set({ last_used_at: now })
      .where('connection_id', '=', connection.id)
      .where('key_id', '=', keyId)
      .execute();
  }
  return { connection, organisation, keyId };
}

function refuseTimeOff(time: string, now: Date): void {
  const at = UTC.test(time) ? parseInstant(time) : null;
  const ours = `${now.toISOString().slice(0, 19)}Z`;
  if (at === null) {
    throw signing(
      'time-off',
      `${DELIVERY_HEADERS.time} is no instant in UTC; here it is ${ours}.`,
      'Send the time of the request, such as 2026-11-24T14:00:00Z.',
    );
  }
  if (Math.abs(at - now.getTime()) <= MAY_BE_OFF_MS) return;
  throw signing(
    'time-off',
    `${DELIVERY_HEADERS.time} is more than 15 minutes off; here it is ${ours}.`,
    'Set the clock of the sender, and sign each request when it is sent.',
  );
}

const signing = (code: ErrorCode, detail: string, nextStep: string): Refusal =>
  new Refusal({ code, detail, whoActs: 'provider', nextStep });

const missing = (header: string): Refusal =>
  signing(
    'signature-missing',
    `The request has no header ${header}.`,
    'Sign it as the documentation of deliveries says.',
  );

const invalid = (what: string): Refusal =>
  signing(
    'signature-invalid',
    `The signature ${what}.`,
    'Sign the six lines that the documentation shows, with the path as it is requested and the body as it is sent.',
  );
