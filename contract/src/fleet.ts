import { z } from 'zod';
import { headline, headlineCode, tone } from './connections.ts';
import { defineOperation } from './operation.ts';
import { connectionMethod, connectionName, instantText, slug } from './words.ts';

/** A connection as whoever looks after many of them reads it: how it is, and nothing of what it holds. */
export const fleetRow = z
  .object({
    name: connectionName,
    organisation: z.object({ slug, name: z.string(), zone: z.string() }),
    provider: z.object({ id: z.string(), title: z.string() }),
    method: connectionMethod,
    headline,
    dataTo: instantText.nullable(),
    lastUpdateAt: instantText.nullable().meta({ description: 'When the last update that went well ended.' }),
    nextSyncAt: instantText.nullable(),
  })
  .meta({ id: 'FleetRow' });
export type FleetRow = z.infer<typeof fleetRow>;

/** Where no more than this is asked for, one page is the whole fleet of a large installation. */
export const FLEET_PAGE_AT_MOST = 5_000;

export const fleetSort = z.enum(['worst', 'since', 'organisation', 'provider', 'data']);
export type FleetSort = z.infer<typeof fleetSort>;

export const fleet = z
  .object({
    asOf: instantText,
    counts: z
      .array(z.object({ code: headlineCode, tone, word: z.string(), connections: z.int() }))
      .meta({ description: 'By headline, the worst first: of all that fits the other filters.' }),
    providers: z.array(z.object({ id: z.string(), title: z.string(), connections: z.int() })),
    total: z.int().meta({ description: 'How many there are without any filter.' }),
    matching: z.int().meta({ description: 'How many fit all filters.' }),
    items: z.array(fleetRow),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Fleet' });
export type Fleet = z.infer<typeof fleet>;

export const listFleet = defineOperation({
  id: 'listFleet',
  tag: 'platform',
  method: 'get',
  path: '/fleet',
  summary: 'Every connection by how it is, the worst first',
  description: 'Filtered, sorted and counted by the server. `since` puts first what has been so for longest.',
  scope: 'operator',
  query: z.object({
    headline: headlineCode.optional(),
    whoActs: headline.shape.whoActs.optional(),
    provider: z.string().max(60).optional(),
    text: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ description: 'Part of an organisation’s or connection’s name.' }),
    sort: fleetSort.default('worst'),
    direction: z.enum(['ascending', 'descending']).default('ascending'),
    cursor: z.string().max(500).optional().meta({ description: 'nextCursor of the page before.' }),
    limit: z.coerce.number().int().min(1).max(FLEET_PAGE_AT_MOST).default(50),
  }),
  output: fleet,
  alsoAs: ['text/csv'],
});
export type FleetQuestion = z.output<NonNullable<typeof listFleet.query>>;
