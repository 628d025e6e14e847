import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { sync } from './syncs.ts';
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
