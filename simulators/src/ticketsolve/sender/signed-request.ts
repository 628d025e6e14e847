import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

/** The key that a sender signs with. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
}

/** Reads the private key of a PEM file; where there is no such file, makes a key and writes it for this user only. */
export function readKey(file: string): KeyObject {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return privateKey;
  }
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key.`);
  return key;
}

/** The half of a key that is to be registered, as PEM. */
export function publicPem(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
}

export interface Outgoing {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** The whole address. */
  readonly url: URL;
  readonly body: Buffer;
  readonly contentType?: string;
  readonly signal: AbortSignal;
}

export interface Incoming {
  readonly status: number;
  readonly retryAfter: number | null;
  /** The JSON object of the answer; empty where it was none. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What faults do to one request on its way out. */
export interface Tampering {
  /** Bytes that are sent in place of those that were signed. */
  readonly sentBody?: Buffer;
  /** How much of the body is sent before the connection is torn. */
  readonly cutAfter?: number;
  /** Seconds by which the time is off. */
  readonly clockOff?: number;
  /** Signs with this key in place of the right one. */
  readonly forgedWith?: KeyObject;
  /** Signs this path in place of the one asked for. */
  readonly signedPath?: string;
}

const ANSWER_MS = 120_000;

/** Signs a request and sends it. Rejects where the connection breaks or nothing answers. */
export function sendSigned(key: SigningKey, outgoing: Outgoing, tampering: Tampering = {}): Promise<Incoming> {
  const { method, url, body, signal } = outgoing;
  const time = new Date(Date.now() + (tampering.clockOff ?? 0) * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  const hash = createHash('sha256').update(body).digest('hex');
  const path = tampering.signedPath ?? url.pathname + url.search;
  const text = ['illuminate-delivery-v1', method, path, time, key.id, hash].join('\n');
  const sent = tampering.sentBody ?? body;
  const headers = {
    'illuminate-key': key.id,
    'illuminate-time': time,
    'illuminate-signature': sign(null, Buffer.from(text), tampering.forgedWith ?? key.privateKey).toString('base64'),
    'user-agent': 'ticketsolve-simulator/1',
    ...(method === 'GET' ? {} : { 'content-length': String(sent.length) }),
    ...(outgoing.contentType ? { 'content-type': outgoing.contentType } : {}),
  };
  return new Promise((resolve, reject) => {
    const begin = url.protocol === 'https:' ? secureRequest : plainRequest;
    const asked = begin(url, { method, headers, signal, timeout: ANSWER_MS, agent: false });
    asked.on('response', (response) => void readAnswer(response).then(resolve, reject));
    asked.on('timeout', () => asked.destroy(new Error('Nothing was answered in time')));
    asked.on('error', reject);
    if (tampering.cutAfter === undefined) asked.end(sent);
    else tear(asked, sent.subarray(0, tampering.cutAfter));
  });
}

/** Sends the first bytes of a body, and breaks off. */
function tear(asked: ClientRequest, bytes: Buffer): void {
  asked.write(bytes, () => setTimeout(() => asked.destroy(new Error('The connection was cut, as the fault asks')), 20));
}

async function readAnswer(response: IncomingMessage): Promise<Incoming> {
  const pieces: Buffer[] = [];
  for await (const piece of response as AsyncIterable<Buffer>) pieces.push(piece);
  const retryAfter = Number(response.headers['retry-after'] ?? Number.NaN);
  return {
    status: response.statusCode ?? 0,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
    fields: readObject(Buffer.concat(pieces).toString('utf8')),
  };
}

function readObject(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed !== null && typeof parsed === 'object' ? { ...parsed } : {};
  } catch {
    return {};
  }
}
