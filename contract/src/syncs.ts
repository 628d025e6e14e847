import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { connectionName, dayText, instantText } from './words.ts';

/** A fault as people read it. */
export const fault = z
  .object({
    code: z.string(),
    cause: z.string(),
    whoActs: z.enum(['nobody', 'organisation', 'operator', 'provider']),
    nextStep: z.string(),
    stream: z.string().nullable(),
    reference: z.string(),
  })
  .meta({ id: 'Fault' });
export type Fault = z.infer<typeof fault>;

/** How far history has been loaded, in months, newest first. */
export const progress = z
  .object({
    monthsLoaded: z.int(),
    monthsTotal: z.int(),
    loadedFrom: dayText.nullable().meta({ description: 'Earliest day whose orders are loaded.' }),
    loadedTo: dayText.nullable(),
    historyFrom: dayText.nullable().meta({ description: 'How far back loading will go, as known now.' }),
    complete: z.boolean(),
  })
  .meta({ id: 'Progress' });
export type Progress = z.infer<typeof progress>;

export const syncState = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted']);

export const sync = z
  .object({
    id: z.string(),
    connection: connectionName,
    trigger: z.enum(['schedule', 'manual', 'consent', 'start', 'replay', 'resync']),
    state: syncState,
    startedAt: instantText.nullable(),
    endedAt: instantText.nullable(),
    doing: z.string().nullable().meta({ description: 'What it is at, in words; null when it is over.' }),
    progress: progress.nullable(),
    counts: z.object({
      requests: z.int(),
      ordersRead: z.int(),
      ordersChanged: z.int(),
      ticketsChanged: z.int(),
      rejects: z.int(),
      feedItems: z.int().meta({ description: 'Things in a feed that is sent whole, such as shows.' }),
      feedItemsChanged: z.int().meta({ description: 'Those that were new or had changed.' }),
      observed: z.int().meta({ description: 'Performances whose capacity was looked at.' }),
      disappeared: z.int().meta({ description: 'Performances to come that a feed no longer has.' }),
      warnings: z.record(z.string(), z.int()).meta({ description: 'What was odd and was taken as it is, by kind.' }),
    }),
    failure: fault.nullable(),
  })
  .meta({ id: 'Sync' });
export type Sync = z.infer<typeof sync>;

export const startSync = defineOperation({
  id: 'startSync',
  tag: 'syncs',
  method: 'post',
  path: '/connections/{connection}/syncs',
  summary: 'Collect now; joins the sync that is running, if one is',
  scope: 'write',
  params: z.object({ connection: connectionName }),
  body: z.strictObject({
    acceptAbsent: z.boolean().default(false).meta({
      description:
        'Somebody has looked: whatever is missing from the feed twice is gone, however much it is. Needs a sync of its own.',
    }),
  }),
  output: sync,
  status: 202,
  errors: ['not-found', 'not-possible-now'],
});

export const listSyncs = defineOperation({
  id: 'listSyncs',
  tag: 'syncs',
  method: 'get',
  path: '/connections/{connection}/syncs',
  summary: 'The syncs of a connection, newest first',
  scope: 'read',
  params: z.object({ connection: connectionName }),
  query: pageQuery,
  output: pageOf(sync),
  errors: ['not-found'],
});

export const showSync = defineOperation({
  id: 'showSync',
  tag: 'syncs',
  method: 'get',
  path: '/syncs/{sync}',
  summary: 'One sync',
  scope: 'read',
  params: z.object({ sync: z.string().max(60) }),
  output: sync,
  errors: ['not-found'],
});

export const reject = z
  .object({
    stream: z.string(),
    sourceId: z.string().nullable(),
    part: z.string().nullable().meta({
      description: 'What of the record could not be read, the rest being loaded; null where it is all of it.',
    }),
    reason: z.string(),
    field: z.string(),
    expected: z.string(),
    nextStep: z.string(),
    at: instantText,
  })
  .meta({ id: 'Reject' });

export const listRejects = defineOperation({
  id: 'listRejects',
  tag: 'syncs',
  method: 'get',
  path: '/connections/{connection}/rejects',
  summary: 'Records that could not be read, with the reason; never their content',
  scope: 'read',
  params: z.object({ connection: connectionName }),
  query: pageQuery,
  output: pageOf(reject),
  errors: ['not-found'],
});
