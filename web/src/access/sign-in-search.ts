/** What the address of the sign-in says: where to go on to. */
export interface SignInSearch {
  readonly to?: string;
}

/** Whether an address lies within this app, as a browser reads it; a link to the sign-in must not lead elsewhere afterwards. */
const isOurs = (address: string): boolean =>
  address.startsWith('/') && URL.canParse(address, 'http://here') && new URL(address, 'http://here').host === 'here';

export function readSignInSearch({ to }: Record<string, unknown>): SignInSearch {
  return typeof to === 'string' && isOurs(to) ? { to } : {};
}
