import { z } from 'zod';
import { connectionSummary } from './connections.ts';
import { defineOperation } from './operation.ts';
import { instantText, slug } from './words.ts';

export const platformStatus = z
  .object({
    version: z.string(),
    startedAt: instantText,
    now: instantText,
    demo: z.boolean(),
    controlDatabase: z.enum(['embedded', 'server']),
    simulators: z.array(z.object({ provider: z.string(), address: z.string() })),
    connections: z.array(connectionSummary),
    schedules: z.array(
      z.object({
        name: z.string(),
        everySeconds: z.int(),
        lastStartedAt: instantText.nullable(),
        nextDueAt: instantText.nullable(),
        missed: z.int(),
      }),
    ),
    consentPolls: z.array(
      z.object({ provider: z.string(), at: instantText, outcome: z.enum(['ok', 'failed', 'empty', 'shrunk']) }),
    ),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'PlatformStatus' });
export type PlatformStatus = z.infer<typeof platformStatus>;

export const showStatus = defineOperation({
  id: 'showStatus',
  tag: 'platform',
  method: 'get',
  path: '/status',
  summary: 'How the platform and the connections you may see are',
  scope: 'read',
  query: z.object({
    connections: z.enum(['all', 'none']).default('all').meta({
      description: 'With none of them it says only how the platform is, which costs little however many there are.',
    }),
  }),
  output: platformStatus,
});

export const storeCopy = z
  .object({ name: z.string(), madeAt: instantText, bytes: z.int(), tickets: z.int().nullable() })
  .meta({ id: 'StoreCopy' });

const ofOrganisation = z.object({ organisation: slug });

export const listStoreCopies = defineOperation({
  id: 'listStoreCopies',
  tag: 'platform',
  method: 'get',
  path: '/stores/{organisation}/copies',
  summary: "The nightly copies of an organisation's store",
  scope: 'operator',
  params: ofOrganisation,
  output: z.object({ items: z.array(storeCopy) }),
  errors: ['not-found'],
});

export const copyStore = defineOperation({
  id: 'copyStore',
  tag: 'platform',
  method: 'post',
  path: '/stores/{organisation}/copies',
  summary: "Copy an organisation's store now, and verify the copy",
  scope: 'operator',
  params: ofOrganisation,
  output: storeCopy,
  status: 201,
  errors: ['not-found', 'store-damaged'],
});

export const checkStore = defineOperation({
  id: 'checkStore',
  tag: 'platform',
  method: 'post',
  path: '/stores/{organisation}/check',
  summary: "Read all of an organisation's store from the disk, as every night",
  scope: 'operator',
  params: ofOrganisation,
  output: z.object({ rows: z.int().nullable().meta({ description: 'Null where there is no store yet.' }) }),
  errors: ['not-found', 'store-damaged'],
});

export const restoreStore = defineOperation({
  id: 'restoreStore',
  tag: 'platform',
  method: 'post',
  path: '/stores/{organisation}/restore',
  summary: "Put a copy in the place of an organisation's store; the store of now is kept aside",
  scope: 'operator',
  params: ofOrganisation,
  body: z.strictObject({ copy: z.string().max(100).optional().meta({ description: 'The newest, if left out.' }) }),
  output: z.object({ restored: storeCopy, keptAside: z.string().nullable() }),
  errors: ['not-found', 'not-possible-now', 'store-damaged'],
});
