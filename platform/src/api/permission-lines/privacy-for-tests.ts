import type { OperationId } from '@illuminate/contract';
import { type Line, ofConnection, ofOrganisation } from './line-for-tests.ts';

export const PRIVACY_LINES = {
  listDeletions: { who: 'read', people: 'mia', names: true, asks: ofOrganisation },
  deleteConnectionData: { who: 'write', people: 'a', names: true, asks: ofConnection },
  deleteOrganisationData: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { atOnce: true, confirm: 'not its name' } }),
  },
  cancelDeletion: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, deletion: 'del_none' } }),
  },
  showCertificate: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, deletion: 'del_none' } }),
  },
  showRetention: { who: 'read', people: 'a', names: true, asks: ofOrganisation },
  setRetention: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { keepYears: 7 } }),
  },
  exportBooker: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { customerId: 'I-1' } }),
  },
  eraseBooker: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { customerId: 'I-1' } }),
  },
} as const satisfies Partial<Record<OperationId, Line>>;
