import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { connectionName, instantText, slug } from './words.ts';

const amount = z.string().meta({ description: 'Decimal text in the currency of the order, such as 12.50.' });

/** What is held of a booker, in plain words, to be handed to them. */
export const bookerExport = z
  .object({
    organisation: z.string(),
    exportedAt: instantText,
    about: z.string(),
    pseudonym: z.string().meta({ description: 'Under which the booker is known here, in place of name and id.' }),
    held: z.boolean().meta({ description: 'Whether anything is.' }),
    erased: z.boolean().meta({ description: 'Whether the booker was erased; then nothing is held, nor will be.' }),
    connections: z.array(
      z.object({
        connection: connectionName,
        boxOffice: z.string(),
        livesIn: z
          .object({
            area: z.string().nullable(),
            kind: z.string(),
            country: z.string().nullable(),
            firstSeen: instantText,
            lastSeen: instantText,
          })
          .nullable(),
        orders: z.array(
          z.object({
            order: z.string(),
            placedAt: z.string().meta({ description: 'Local time of the organisation.' }),
            changedAt: z.string(),
            soldBy: z.string().nullable(),
            currency: z.string(),
            total: amount,
            charges: amount,
            donations: amount,
            tickets: z.array(
              z.object({
                ticket: z.string(),
                event: z.string().nullable(),
                performance: z.string().nullable(),
                venue: z.string().nullable(),
                type: z.string().nullable(),
                seat: z.string().nullable(),
                offer: z.string().nullable(),
                paid: amount,
                returned: z.boolean(),
              }),
            ),
            extras: z.array(z.object({ kind: z.string(), quantity: z.int(), amount })),
            changes: z.array(
              z.object({
                ticket: z.string(),
                what: z.string(),
                amount,
                happenedAt: instantText,
                noticedAt: instantText,
              }),
            ),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'BookerExport' });
export type BookerExport = z.infer<typeof bookerExport>;

const ofOrganisation = z.object({ organisation: slug });
const booker = z.strictObject({
  customerId: z.string().min(1).max(200).meta({
    description:
      'As the box office knows the customer: its id, or the number that its pages show, of which the box office is asked for the id. It is used for this answer and written down nowhere.',
  }),
});

/** Of the box office, for the id of whoever has a number. */
const ASKING = ['not-possible-now', 'address-refused', 'credential-refused', 'box-office-unavailable'] as const;

export const exportBooker = defineOperation({
  id: 'exportBooker',
  tag: 'privacy',
  method: 'post',
  path: '/organisations/{organisation}/bookers/export',
  summary: 'Everything that is held of one booker',
  scope: 'write',
  params: ofOrganisation,
  body: booker,
  output: bookerExport,
  errors: ['not-found', 'store-damaged', ...ASKING],
});

export const eraseBooker = defineOperation({
  id: 'eraseBooker',
  tag: 'privacy',
  method: 'post',
  path: '/organisations/{organisation}/bookers/erase',
  summary: 'Erase one booker, from the store, its copies and whatever comes later',
  description:
    'What is known of them is deleted; their orders stay, for the figures, and belong to nobody. It cannot be undone.',
  scope: 'write',
  params: ofOrganisation,
  body: booker,
  output: z.object({
    organisation: slug,
    erasedAt: instantText,
    customers: z.int().meta({ description: 'Rows about the booker that were deleted.' }),
    orders: z.int().meta({ description: 'Orders that are nobody’s now.' }),
    copies: z.int().meta({ description: 'Copies of the store from before that were deleted.' }),
  }),
  errors: ['not-found', 'store-damaged', ...ASKING],
});
