import type { OperationId } from '@illuminate/contract';
import { type Line, nothing, ofOrganisation } from './line-for-tests.ts';

export const PLATFORM_LINES = {
  listOrganisations: { who: 'read', people: 'mia dp cf', names: false, asks: nothing },
  addOrganisation: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ body: { slug: 'third', name: 'Third', zone: 'Europe/London', currency: 'GBP' } }),
  },
  setZone: {
    who: 'operator',
    people: 'p',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { zone: 'Europe/London' } }),
  },
  listStoreCopies: {
    who: 'operator',
    people: 'p',
    names: true,
    asks: ofOrganisation,
  },
  copyStore: { who: 'operator', people: 'p', names: true, asks: ofOrganisation },
  checkStore: { who: 'operator', people: 'p', names: true, asks: ofOrganisation },
  restoreStore: {
    who: 'operator',
    people: '',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: {} }),
  },
  listMails: { who: 'operator', people: 'p', names: false, asks: nothing },
  showMail: { who: 'operator', people: 'p', names: false, asks: () => ({ params: { mail: 'mai_none' } }) },
  retryMail: { who: 'operator', people: 'p', names: false, asks: () => ({ params: { mail: 'mai_none' } }) },
  runDoctor: { who: 'operator', people: 'p', names: false, asks: nothing },
  takeBackup: { who: 'operator', people: '', names: false, asks: nothing },
  showLastBackup: { who: 'operator', people: 'p', names: false, asks: nothing },
  listAudit: { who: 'operator', people: 'a p', names: true, asks: ({ slug }) => ({ query: { organisation: slug } }) },
  verifyAudit: { who: 'operator', people: 'p', names: false, asks: nothing },
} as const satisfies Partial<Record<OperationId, Line>>;
