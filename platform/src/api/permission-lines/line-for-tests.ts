// Test support: what a line of the walk over permissions says, and what calls commonly ask for.
import type { Asked } from '../api-for-tests.ts';

export interface Line {
  /** Restated here, so that loosening an operation takes two hands. */
  readonly who: 'public' | 'read' | 'write' | 'operator' | 'person' | 'signed';
  /** Roles that may, by the letters of `ROLE`; `*` is whoever is signed in. */
  readonly people: string;
  readonly asks: (whose: Whose) => Asked;
  /** Whether the call names something of an organisation. */
  readonly names: boolean;
}

export interface Whose {
  readonly slug: string;
  readonly connection: string;
  readonly sync: string;
  readonly apiKey: string;
  readonly person: string;
  readonly invitation: string;
}

export const ofConnection = ({ connection }: Whose): Asked => ({ params: { connection } });
export const nothing = (): Asked => ({});
export const ofOrganisation = ({ slug }: Whose): Asked => ({ params: { organisation: slug } });
