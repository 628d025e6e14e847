import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { connectionName, slug } from './words.ts';

export const setUpStep = z.enum([
  'confirm-organisation',
  'approve-agreement',
  'connect',
  'match-events',
  'sort-ticket-types',
  'check-totals',
  'invite-colleagues',
  'see-first-report',
]);
export type SetUpStep = z.infer<typeof setUpStep>;

export const setUpItem = z
  .object({
    step: setUpStep,
    state: z.enum(['not-started', 'in-progress', 'completed', 'problem', 'cannot-start']),
    sentence: z.string().meta({ description: 'How it stands; where it cannot start yet, why.' }),
    minutes: z.int().meta({ description: 'What it takes a person, about.' }),
    connection: connectionName.nullable().meta({ description: 'The connection on whose page it is done, if one.' }),
    uploads: z.boolean().meta({ description: 'Whether that connection is made of what people upload.' }),
  })
  .meta({ id: 'SetUpItem' });
export type SetUpItem = z.infer<typeof setUpItem>;

export const setUp = z
  .object({
    organisation: z.object({ slug, name: z.string() }),
    items: z.array(setUpItem).meta({ description: 'In the order in which they are best done.' }),
    completed: z.int(),
    possible: z.int().meta({ description: 'How many can be completed now; the others cannot start yet.' }),
  })
  .meta({ id: 'SetUp' });
export type SetUp = z.infer<typeof setUp>;

export const showSetUp = defineOperation({
  id: 'showSetUp',
  tag: 'organisations',
  method: 'get',
  path: '/organisations/{organisation}/set-up',
  summary: 'What is still to be done until an organisation is set up; each ticks itself',
  scope: 'read',
  params: z.object({ organisation: slug }),
  output: setUp,
  errors: ['not-found'],
});
