/** Names of the headers that every request of a sender carries. */
export const DELIVERY_HEADERS = {
  key: 'Illuminate-Key',
  time: 'Illuminate-Time',
  signature: 'Illuminate-Signature',
} as const;

export interface SignedRequest {
  /** In capitals, or made so. */
  readonly method: string;
  /** Exactly as requested, with its query if it has one; without scheme and host. */
  readonly path: string;
  /** As in the header: ISO 8601 UTC. */
  readonly time: string;
  readonly keyId: string;
  /** Lower-case hex SHA-256 of the body's bytes as sent, of the empty string where there is none. */
  readonly bodySha256: string;
}

/** The text whose Ed25519 signature a request carries. */
export function signedText({ method, path, time, keyId, bodySha256 }: SignedRequest): string {
  return ['illuminate-delivery-v1', method.toUpperCase(), path, time, keyId, bodySha256].join('\n');
}
