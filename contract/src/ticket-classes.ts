import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { connectionName, dayText, instantText, slug } from './words.ts';

/** The platform's closed list. What a box office calls its tickets is each organisation's own; these are the same for all. */
export const TICKET_CLASSES = [
  'full',
  'concession',
  'offer',
  'member',
  'group',
  'school',
  'access-companion',
  'comp',
  'staff',
  'free-event',
  'other',
] as const;

export const ticketClass = z.enum(TICKET_CLASSES).meta({ id: 'TicketClass' });
export type TicketClass = z.infer<typeof ticketClass>;

/** A kind of ticket as one box office names it, and the class that the organisation gave it. */
export const sortedTicketType = z
  .object({
    connection: connectionName,
    ticketType: z.string().meta({ description: 'Its id at the box office.' }),
    name: z.string().nullable(),
    tickets: z.int().meta({ description: 'Of this type, standing now.' }),
    lastSold: dayText.nullable(),
    lowest: z.string().nullable().meta({ description: 'Price of the cheapest, as decimal text in `currency`.' }),
    highest: z.string().nullable(),
    sorted: z
      .object({
        class: ticketClass,
        isConcession: z.boolean(),
        version: z.int(),
        by: z.string(),
        at: instantText,
      })
      .nullable(),
    suggestion: z
      .object({
        class: ticketClass,
        isConcession: z.boolean(),
        reason: z.string(),
      })
      .nullable()
      .meta({ description: 'From its name and prices. Never taken by itself.' }),
  })
  .meta({ id: 'SortedTicketType' });
export type SortedTicketType = z.infer<typeof sortedTicketType>;

export const ticketClassVersion = z
  .object({
    version: z.int(),
    by: z.string(),
    at: instantText,
    changes: z.int().meta({ description: 'How many types it gave another class.' }),
    restores: z.int().nullable().meta({ description: 'The version whose classes it brought back; 0 for none at all.' }),
  })
  .meta({ id: 'TicketClassVersion' });
export type TicketClassVersion = z.infer<typeof ticketClassVersion>;

export const ticketClasses = z
  .object({
    organisation: slug,
    currency: z.string(),
    version: z.int().meta({ description: '0 until the first type is sorted.' }),
    unsorted: z.int().meta({ description: 'Types that have tickets and no class.' }),
    unsortedTickets: z.int(),
    items: z.array(sortedTicketType).meta({ description: 'Unsorted ones first, those with the most tickets first.' }),
    versions: z.array(ticketClassVersion).meta({ description: 'The latest first; 50 at most.' }),
  })
  .meta({ id: 'TicketClasses' });
export type TicketClasses = z.infer<typeof ticketClasses>;

const ofOrganisation = z.object({ organisation: slug });

export const listTicketClasses = defineOperation({
  id: 'listTicketClasses',
  tag: 'ticket types',
  method: 'get',
  path: '/organisations/{organisation}/ticket-types',
  summary: 'Ticket types of an organisation, and the class that each was given',
  scope: 'read',
  params: ofOrganisation,
  output: ticketClasses,
  errors: ['not-found', 'store-damaged'],
});

export const sortTicketTypes = defineOperation({
  id: 'sortTicketTypes',
  tag: 'ticket types',
  method: 'post',
  path: '/organisations/{organisation}/ticket-types',
  summary: 'Give ticket types a class',
  description:
    'All of them at once or none. It holds for everything that was ever sold with these types. `version` is the one that was read: where somebody sorted since, nothing is changed.',
  scope: 'write',
  params: ofOrganisation,
  body: z.strictObject({
    version: z.int().min(0),
    types: z
      .array(
        z.strictObject({
          connection: connectionName,
          ticketType: z.string().min(1).max(500),
          class: ticketClass.nullable().meta({ description: 'Null takes the class away again.' }),
          isConcession: z
            .boolean()
            .optional()
            .meta({ description: 'Where it is left out: true for concessions, false for all others.' }),
        }),
      )
      .min(1)
      .max(2_000),
  }),
  output: ticketClasses,
  errors: ['not-found', 'conflict', 'store-damaged'],
});

export const restoreTicketClasses = defineOperation({
  id: 'restoreTicketClasses',
  tag: 'ticket types',
  method: 'post',
  path: '/organisations/{organisation}/ticket-types/versions/{version}/restore',
  summary: 'Bring back the classes of an earlier version',
  description: 'Makes a new version with the classes of that one; 0 is the state before anything was sorted.',
  scope: 'write',
  params: ofOrganisation.extend({ version: z.coerce.number().int().min(0) }),
  output: ticketClasses,
  errors: ['not-found', 'not-possible-now', 'store-damaged'],
});
