import { createHmac } from 'node:crypto';

/** A login and its secret key, as a third party receives them [D, spektrix §1.3]. */
export interface Account {
  readonly login: string;
  /** BASE64 of the key's bytes, as the signature needs it [D]. */
  readonly secret: string;
}

/** Login of the API account that each client has made for the platform. */
const CLIENT_LOGIN = 'illuminate-api';
/** Login of the one partner credential. PROVISIONAL: how partners sign in is not public [?]; this is our invention. */
const PARTNER_LOGIN = 'IlluminatePartner';

/** The API account of one client: secrets are a function of the seed and the name, so that tests know them. */
export function clientAccount(seed: number, client: string): Account {
  return { login: CLIENT_LOGIN, secret: secretOf(seed, `client:${client}`) };
}

/** The partner credential; it opens only those clients whose toggle is on. */
export function partnerAccount(seed: number): Account {
  return { login: PARTNER_LOGIN, secret: secretOf(seed, 'partner') };
}

function secretOf(seed: number, name: string): string {
  return createHmac('sha384', 'illuminate spektrix simulator').update(`${seed}:${name}`).digest('base64');
}
