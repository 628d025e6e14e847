import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { connectionName, evidenceLabel, instantText } from './words.ts';

export const reconciliationVerdict = z.enum(['equal', 'differs', 'not-compared']);
export type ReconciliationVerdict = z.infer<typeof reconciliationVerdict>;

/** Why a performance cannot be compared, or what kind of difference it has. */
export const reconciliationReason = z.enum([
  'turn-to-come',
  'past-retention',
  'not-shown',
  'not-told',
  'not-answered',
  'bound-only',
  'no-sales',
  'history-not-loaded',
  'rejected-records',
  'own-records',
  'fewer-here',
  'more-here',
]);
export type ReconciliationReason = z.infer<typeof reconciliationReason>;

/** What a difference is likely to come from. */
export const differenceCause = z.enum([
  'rows-lost-here',
  'orders-never-received',
  'before-history',
  'rejected-records',
  'returns-not-seen',
  'cancelled',
]);
export type DifferenceCause = z.infer<typeof differenceCause>;

/** One performance, by the box office and by what is held. */
export const reconciledPerformance = z
  .object({
    performance: z.string().meta({ description: "The box office's id." }),
    event: z.string(),
    eventName: z.string().nullable(),
    startsLocal: z.string().nullable().meta({ description: "YYYY-MM-DD HH:MM by the organisation's clock." }),
    verdict: reconciliationVerdict,
    official: z.int().nullable().meta({ description: 'Tickets by the box office; null where it does not tell.' }),
    atMost: z
      .boolean()
      .meta({ description: 'The figure of the box office is the most that it can be: holds are in it.' }),
    held: z.int().meta({ description: 'Tickets here.' }),
    reason: reconciliationReason.nullable(),
    likely: z.array(differenceCause).meta({ description: 'The likeliest first.' }),
    readAt: instantText.nullable().meta({ description: 'When the box office was asked.' }),
    differsSince: instantText.nullable(),
    runs: z.int().meta({ description: 'Comparisons in a row that found it to differ.' }),
  })
  .meta({ id: 'ReconciledPerformance' });
export type ReconciledPerformance = z.infer<typeof reconciledPerformance>;

export const reconciliation = z
  .object({
    connection: connectionName,
    possible: z.boolean().meta({ description: 'Whether the box office says anything of itself that can be compared.' }),
    compares: z
      .object({ what: z.string(), says: z.enum(['exactly', 'at-most']), label: evidenceLabel })
      .nullable()
      .meta({ description: 'What is compared, and how sure we are of it.' }),
    canReadAgain: z.boolean().meta({ description: 'Whether days of orders can be asked for again.' }),
    last: z
      .object({
        at: instantText,
        equal: z.int(),
        differs: z.int(),
        notCompared: z.int(),
        official: z.int().meta({ description: 'Tickets by the box office, of the performances that were compared.' }),
        held: z.int().meta({ description: 'Tickets here, of the same performances.' }),
        reasons: z.array(z.object({ reason: reconciliationReason, performances: z.int() })),
      })
      .nullable()
      .meta({ description: 'Null before the first comparison.' }),
    deliveries: z
      .object({
        batches: z.int(),
        orders: z.int(),
        tickets: z.int(),
        short: z.array(
          z.object({
            batch: z.string(),
            sequence: z.int(),
            orders: z.int(),
            ordersHeld: z.int(),
            tickets: z.int(),
            ticketsHeld: z.int(),
          }),
        ),
      })
      .nullable()
      .meta({
        description: 'What was delivered by its manifests, and batches of which less is here than they brought.',
      }),
    worst: z
      .array(reconciledPerformance)
      .meta({ description: 'Performances that differ, the worst first, at most 20.' }),
    comparing: z.boolean().meta({ description: 'A comparison was asked for and is not done.' }),
    readingAgain: z
      .object({ days: z.int(), by: z.string(), since: instantText })
      .nullable()
      .meta({ description: 'Days that are still to be read again.' }),
    nextAt: z.enum(['tonight', 'within-the-hour', 'when-history-is-complete', 'on-request']),
  })
  .meta({ id: 'Reconciliation' });
export type Reconciliation = z.infer<typeof reconciliation>;

const byName = z.object({ connection: connectionName });

export const showReconciliation = defineOperation({
  id: 'showReconciliation',
  tag: 'reconciliation',
  method: 'get',
  path: '/connections/{connection}/reconciliation',
  summary: 'What the box office says of itself against what is held',
  scope: 'read',
  params: byName,
  output: reconciliation,
  errors: ['not-found'],
});

export const listReconciledPerformances = defineOperation({
  id: 'listReconciledPerformances',
  tag: 'reconciliation',
  method: 'get',
  path: '/connections/{connection}/reconciliation/performances',
  summary: 'Performance by performance: what differs most first, then what cannot be compared, then what is equal',
  scope: 'read',
  params: byName,
  query: pageQuery.extend({ verdict: reconciliationVerdict.optional() }),
  output: pageOf(reconciledPerformance),
  errors: ['not-found'],
});

export const compareNow = defineOperation({
  id: 'compareNow',
  tag: 'reconciliation',
  method: 'post',
  path: '/connections/{connection}/reconciliation',
  summary: 'Compare now: new sales are read first, so that both sides are as of one moment',
  scope: 'write',
  params: byName,
  output: reconciliation,
  status: 202,
  errors: ['not-found', 'not-possible-now'],
});

export const readAgain = defineOperation({
  id: 'readAgain',
  tag: 'reconciliation',
  method: 'post',
  path: '/connections/{connection}/reconciliation/read-again',
  summary: 'Read the days again in which orders of differing performances were made, and compare anew',
  description: 'What is lost here is put right, whatever was lost of it. Without names, all performances that differ.',
  scope: 'write',
  params: byName,
  body: z.strictObject({ performances: z.array(z.string().min(1).max(200)).max(500).optional() }),
  output: reconciliation,
  status: 202,
  errors: ['not-found', 'not-possible-now'],
});
