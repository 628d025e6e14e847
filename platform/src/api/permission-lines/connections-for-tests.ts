import type { OperationId } from '@illuminate/contract';
import { TOY } from '../../context-for-tests.ts';
import { type Line, nothing, ofConnection, ofOrganisation } from './line-for-tests.ts';

export const CONNECTIONS_LINES = {
  listProviders: { who: 'public', people: '', names: false, asks: nothing },
  listCandidates: { who: 'public', people: '', names: false, asks: nothing },
  wishForSystem: { who: 'public', people: '', names: false, asks: () => ({ body: { system: 'another' } }) },
  showStatus: { who: 'read', people: 'mia dp cf', names: false, asks: nothing },
  watchConnections: {
    who: 'read',
    people: 'mia dp cf',
    names: true,
    asks: ({ slug }) => ({ query: { organisation: slug } }),
  },
  listConnections: {
    who: 'read',
    people: 'mia dp cf',
    names: true,
    asks: ({ slug }) => ({ query: { organisation: slug } }),
  },
  showConnection: { who: 'read', people: 'mia dp cf', names: true, asks: ofConnection },
  addConnection: {
    who: 'operator',
    people: 'a dp',
    names: true,
    asks: ({ slug }) => ({
      body: { organisation: slug, provider: TOY, method: 'delivery' },
    }),
  },
  testConnection: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  rotateCredential: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { secret: 'a-new-secret-key' } }),
  },
  readFurtherBack: {
    who: 'write',
    people: 'a dp',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { from: '2015-01-01' } }),
  },
  pauseConnection: { who: 'write', people: 'a', names: true, asks: ofConnection },
  resumeConnection: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  stopConnection: { who: 'write', people: 'a', names: true, asks: ofConnection },
  reconnectConnection: { who: 'write', people: 'a', names: true, asks: ofConnection },
  showSetUp: {
    who: 'read',
    people: 'mia dp',
    names: true,
    asks: ofOrganisation,
  },
  listHistory: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  showCoverage: { who: 'read', people: 'mia', names: true, asks: ofConnection },
  setPartnerCredential: {
    who: 'operator',
    people: 'p',
    names: false,
    asks: () => ({
      params: { provider: TOY },
      body: { settings: { login: 'x', secret: 'sesame-open-now', host: 'https://toy.example' } },
    }),
  },
  listFleet: { who: 'operator', people: 'dp', names: false, asks: nothing },
} as const satisfies Partial<Record<OperationId, Line>>;
