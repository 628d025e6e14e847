import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { dayText, instantText, slug } from './words.ts';

const rows = z.object({ orders: z.int(), tickets: z.int(), movements: z.int(), customers: z.int() });

export const retention = z
  .object({
    organisation: slug,
    setting: z
      .object({ keepYears: z.int(), setBy: z.string(), setAt: instantText })
      .nullable()
      .meta({ description: 'Null: everything is kept.' }),
    applied: z
      .object({ at: instantText, keptFrom: dayText, removed: rows })
      .nullable()
      .meta({ description: 'When it was last applied, and what went that time.' }),
    preview: z
      .object({ keepYears: z.int(), before: dayText, wouldRemove: rows })
      .nullable()
      .meta({ description: 'What the years asked about, or those that are set, would remove now.' }),
  })
  .meta({ id: 'Retention' });
export type Retention = z.infer<typeof retention>;

const ofOrganisation = z.object({ organisation: slug });

export const showRetention = defineOperation({
  id: 'showRetention',
  tag: 'privacy',
  method: 'get',
  path: '/organisations/{organisation}/retention',
  summary: 'For how long sales are kept, and what would be removed',
  scope: 'read',
  params: ofOrganisation,
  query: z.object({
    keepYears: z.coerce.number().int().min(1).max(50).optional().meta({ description: 'Try it: nothing is removed.' }),
  }),
  output: retention,
  errors: ['not-found', 'store-damaged'],
});

export const setRetention = defineOperation({
  id: 'setRetention',
  tag: 'privacy',
  method: 'put',
  path: '/organisations/{organisation}/retention',
  summary: 'Set for how many years sales are kept',
  description:
    'It is applied every night, and to whatever is loaded. An order goes when its last change and all its performances are longer ago than that; a booker goes with the last order.',
  scope: 'write',
  params: ofOrganisation,
  body: z.strictObject({
    keepYears: z.int().min(1).max(50).nullable().meta({ description: 'Null: keep everything.' }),
  }),
  output: retention,
  errors: ['not-found', 'store-damaged'],
});
