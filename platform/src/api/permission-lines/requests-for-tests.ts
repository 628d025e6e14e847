import type { OperationId } from '@illuminate/contract';
import { TOY } from '../../context-for-tests.ts';
import { type Line, nothing, ofOrganisation } from './line-for-tests.ts';

export const REQUESTS_LINES = {
  submitRequest: {
    who: 'public',
    people: '',
    names: false,
    asks: () => ({
      body: { provider: TOY, organisationName: 'O', contactName: 'C', email: 'c@o.example', account: 'a' },
    }),
  },
  submitSignUp: {
    who: 'public',
    people: '',
    names: false,
    asks: () => ({ body: { organisationName: 'O', contactName: 'C', email: 'c@o.example' } }),
  },
  showRequestByLink: { who: 'public', people: '', names: false, asks: () => ({ body: { token: 'none' } }) },
  confirmRequest: { who: 'public', people: '', names: false, asks: () => ({ body: { token: 'none' } }) },
  answerRequestByLink: {
    who: 'public',
    people: '',
    names: false,
    asks: () => ({ body: { token: 'none', text: 'x' } }),
  },
  requestConnection: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({
      params: { organisation: slug },
      body: { provider: TOY, contactName: 'C', email: 'c@o.example', account: 'a' },
    }),
  },
  listOwnRequests: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ofOrganisation,
  },
  answerOwnRequest: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, request: 'R-1' }, body: { text: 'x' } }),
  },
  listRequests: { who: 'operator', people: 'dp', names: false, asks: nothing },
  showRequest: { who: 'operator', people: 'dp', names: false, asks: () => ({ params: { request: 'R-1' } }) },
  noteRequest: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { request: 'R-1' }, body: { text: 'x' } }),
  },
  moveRequest: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { request: 'R-1' }, body: { move: 'decline' } }),
  },
  assignRequest: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { request: 'R-1' }, body: { email: null } }),
  },
  completeRequest: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { request: 'R-1' }, body: {} }),
  },
} as const satisfies Partial<Record<OperationId, Line>>;
