import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { connectionName, dayText, instantText } from './words.ts';

/**
 * How the updates of one local day went. `nothing-due`: nothing was collected that day, and nothing should have been. `stopped`: what
 * was under way was cut off when collecting stopped, by a withdrawal, a person or a pause, and it was not taken up again that day.
 */
export const updateDay = z
  .object({
    day: dayText,
    verdict: z.enum(['fine', 'delayed', 'failed', 'stopped', 'nothing-due']),
    updates: z.int().meta({ description: 'Updates and deliveries that went well.' }),
    failed: z.int(),
  })
  .meta({ id: 'UpdateDay' });
export type UpdateDay = z.infer<typeof updateDay>;

export const historyEntry = z
  .object({
    at: instantText,
    who: z.string().meta({ description: 'In words; Illuminate itself where it acted on what it saw.' }),
    action: z.string().meta({ description: 'As the audit trail has it, such as connection.paused.' }),
    words: z.string(),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof historyEntry>;

const byName = z.object({ connection: connectionName });

export const listHistory = defineOperation({
  id: 'listHistory',
  tag: 'connections',
  method: 'get',
  path: '/connections/{connection}/history',
  summary: 'What was done to a connection, by whom and when, newest first',
  scope: 'read',
  params: byName,
  query: pageQuery,
  output: pageOf(historyEntry),
  errors: ['not-found'],
});

export const monthText = z
  .string()
  .regex(/^\d{4}-\d\d$/)
  .meta({ description: 'A local month, YYYY-MM.' });

export const coverageMonth = z
  .object({
    month: monthText,
    state: z.enum(['loaded', 'no-orders', 'not-loaded', 'delivery-missing']),
    orders: z.int(),
  })
  .meta({ id: 'CoverageMonth' });
export type CoverageMonth = z.infer<typeof coverageMonth>;

export const coverage = z
  .object({
    months: z.array(coverageMonth).meta({ description: 'Oldest first, without holes; at most the last 240.' }),
  })
  .meta({ id: 'Coverage' });
export type Coverage = z.infer<typeof coverage>;

export const showCoverage = defineOperation({
  id: 'showCoverage',
  tag: 'connections',
  method: 'get',
  path: '/connections/{connection}/coverage',
  summary: 'Month by month, whether its orders are here, and how many',
  scope: 'read',
  params: byName,
  output: coverage,
  errors: ['not-found', 'store-damaged'],
});
