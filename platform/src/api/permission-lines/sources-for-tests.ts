import type { OperationId } from '@illuminate/contract';
import { type Line, ofOrganisation } from './line-for-tests.ts';

export const SOURCES_LINES = {
  listSources: { who: 'read', people: 'mia', names: true, asks: ofOrganisation },
  chooseSource: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug, connection }) => ({
      params: { organisation: slug },
      body: { counts: connection, other: 'another', from: '2026-03-01', to: '2026-06-30' },
    }),
  },
  undoSourceChoice: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, choice: 'cho_1' } }),
  },
  listTicketClasses: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ofOrganisation,
  },
  sortTicketTypes: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug, connection }) => ({
      params: { organisation: slug },
      body: { version: 0, types: [{ connection, ticketType: 'one', class: 'full' }] },
    }),
  },
  restoreTicketClasses: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, version: 0 } }),
  },
} as const satisfies Partial<Record<OperationId, Line>>;
