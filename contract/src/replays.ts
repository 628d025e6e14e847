import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { progress, sync } from './syncs.ts';
import { connectionName, instantText } from './words.ts';

const byName = z.object({ connection: connectionName });

export const keptPages = z
  .object({
    files: z.int(),
    bytes: z.int().meta({ description: 'Compressed and encrypted, as they lie on the disk.' }),
    keptDays: z.int().meta({ description: 'How long pages are kept.' }),
    mostBytes: z.int().meta({ description: 'The most that is kept of one connection; the oldest go first.' }),
    from: instantText.nullable().meta({ description: 'Since when what was read is here; null where nothing is kept.' }),
    to: instantText.nullable(),
    dropped: z
      .object({ at: instantText, files: z.int(), reason: z.enum(['room', 'unwritable']) })
      .nullable()
      .meta({ description: 'When pages were last dropped before their time, and why.' }),
  })
  .meta({ id: 'KeptPages' });
export type KeptPages = z.infer<typeof keptPages>;

export const showKeptPages = defineOperation({
  id: 'showKeptPages',
  tag: 'syncs',
  method: 'get',
  path: '/connections/{connection}/pages',
  summary: 'What is kept of the answers of the box office, for a replay; never their content',
  scope: 'read',
  params: byName,
  output: keptPages,
  errors: ['not-found'],
});

export const replayPages = defineOperation({
  id: 'replayPages',
  tag: 'syncs',
  method: 'post',
  path: '/connections/{connection}/replay',
  summary:
    'Run the mapping of today over the kept pages, without asking the box office; joins the replay that is running',
  description:
    'What is stored of the records in these pages is put right where it means something else today. Nothing is read anew, no cursor moves, and the ledger goes on: an amount that means something else becomes a change of price. A sync that is running is ended first, and goes on afterwards.',
  scope: 'write',
  params: byName,
  output: sync,
  status: 202,
  errors: ['not-found', 'not-possible-now'],
});

export const resync = z
  .object({
    id: z.string(),
    state: z.enum(['reading', 'asking', 'done', 'abandoned']).meta({
      description:
        'asking: so many orders are shown no more that a person is asked first. Nothing of what is stored was touched by then.',
    }),
    askedAt: instantText,
    endedAt: instantText.nullable(),
    runs: z.int().meta({ description: 'Syncs that have read for it so far; others collect what is new in between.' }),
    progress: progress.nullable(),
    missing: z.object({ orders: z.int(), of: z.int() }).nullable(),
    outcome: z
      .object({
        orders: z.int().meta({ description: 'Orders that were not as they are in the box office.' }),
        gone: z.int().meta({ description: 'Orders that the box office has no more.' }),
        catalogue: z
          .int()
          .meta({ description: 'Venues, events, performances, ticket types and bookers that were not.' }),
        movements: z.int(),
      })
      .nullable(),
  })
  .meta({ id: 'Resync' });
export type Resync = z.infer<typeof resync>;

export const showResync = defineOperation({
  id: 'showResync',
  tag: 'syncs',
  method: 'get',
  path: '/connections/{connection}/resync',
  summary: 'Loading from scratch: the one that is under way, or the last one',
  scope: 'read',
  params: byName,
  output: z.object({ resync: resync.nullable() }),
  errors: ['not-found'],
});

export const startResync = defineOperation({
  id: 'startResync',
  tag: 'syncs',
  method: 'post',
  path: '/connections/{connection}/resync',
  summary: 'Load everything again from the box office; joins the loading that is under way',
  description:
    'It is loaded beside what is stored, which stays readable and goes on collecting what is new; then all that differs is replaced in one transaction. The ledger goes on. Not the same as trying again after a fault: that is a sync.',
  scope: 'write',
  params: byName,
  body: z.strictObject({
    acceptMissing: z.boolean().default(false).meta({
      description:
        'Somebody has looked: orders that the box office does not show any more are gone, however many they are.',
    }),
  }),
  output: resync,
  status: 202,
  errors: ['not-found', 'not-possible-now'],
});

export const abandonResync = defineOperation({
  id: 'abandonResync',
  tag: 'syncs',
  method: 'post',
  path: '/connections/{connection}/resync/abandon',
  summary: 'Give up what has been loaded from scratch; what is stored was never touched',
  scope: 'write',
  params: byName,
  output: resync,
  errors: ['not-found', 'not-possible-now'],
});
