import type { EventIdForm } from '@illuminate/connector-kit';

/** A show's id stands in the address of each of its pages. */
export const eventIdForms: readonly EventIdForm[] = [
  { what: 'the id of the show', example: '873600123', pattern: /^(?<id>\d{1,15})$/, is: 'number' },
  {
    what: 'a link to one of the show’s pages',
    example: 'https://hall.ticketsolve.example/ticketbooth/shows/873600123',
    pattern: /^(?:https?:\/\/)?\S*\/shows\/(?<id>\d{1,15})(?:[/?#.]\S*)?$/i,
    is: 'number',
  },
];
