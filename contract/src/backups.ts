import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { instantText } from './words.ts';

export const lastBackup = z
  .object({
    startedAt: instantText,
    endedAt: instantText,
    failure: z.string().nullable().meta({ description: 'Null if it went through to its end.' }),
    bytes: z.int(),
    sha256: z.string().nullable().meta({ description: 'Of the file as it was sent.' }),
    stores: z.int(),
    warnings: z.array(z.string()).meta({ description: 'Stores that are not in it as they are now, and why.' }),
    masterKeyId: z.string().meta({ description: 'Tells which master key opens it, and gives nothing of it away.' }),
    leavesOut: z.array(z.string()),
  })
  .meta({ id: 'LastBackup' });

export const takeBackup = defineOperation({
  id: 'takeBackup',
  tag: 'platform',
  method: 'post',
  path: '/backup',
  summary: 'A backup of everything while it runs, as a file that only the master key opens',
  description:
    'The bytes are made while they are read, so an answer that breaks off is no backup. How it went is told by `showLastBackup`, with the SHA-256 of the whole file.',
  scope: 'operator',
  output: z.string(),
  answer: 'bytes',
  errors: ['not-possible-now', 'store-damaged'],
});

export const showLastBackup = defineOperation({
  id: 'showLastBackup',
  tag: 'platform',
  method: 'get',
  path: '/backup',
  summary: 'How the last backup went',
  scope: 'operator',
  output: z.object({ last: lastBackup.nullable() }),
});
