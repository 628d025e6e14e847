import type { OperationId } from '@illuminate/contract';
import { TOY } from '../../context-for-tests.ts';
import { type Line, nothing, ofConnection } from './line-for-tests.ts';

export const CONSENTS_LINES = {
  startClaim: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { provider: TOY, client: 'my-box' } }),
  },
  renewClaimCode: { who: 'write', people: 'a', names: true, asks: ofConnection },
  checkClaim: { who: 'write', people: 'a', names: true, asks: ofConnection },
  askDeskForClaim: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { note: 'It is ours.' } }),
  },
  listClaims: { who: 'operator', people: 'dp', names: false, asks: nothing },
  decideClaim: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { claim: 'clm_none' }, body: { approve: false, evidence: 'Nobody knows them.' } }),
  },
  showAgreement: {
    who: 'read',
    people: 'mia dp',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, provider: TOY } }),
  },
  acceptAgreement: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { version: 'none', name: 'Sam Lee' } }),
  },
  listReceipts: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  showReceipt: {
    who: 'read',
    people: 'mia dp',
    names: true,
    asks: ({ connection }) => ({ params: { connection, receipt: 'rcp_none' } }),
  },
  trySignIn: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({
      params: { organisation: slug },
      body: { provider: TOY, settings: { client: 'my-box' }, secret: 'sesame' },
    }),
  },
  connectBySignIn: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({
      params: { organisation: slug },
      body: { provider: TOY, secret: 'sesame', agreement: { version: 'none', name: 'Sam Lee' } },
    }),
  },
} as const satisfies Partial<Record<OperationId, Line>>;
