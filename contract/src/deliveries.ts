import { z } from 'zod';
import { problem } from './errors.ts';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { connectionName, instantText } from './words.ts';

/** A part as sent, in bytes. */
export const MAX_PART_BYTES = 16 * 1024 * 1024;
/** A manifest, in bytes. */
export const MAX_MANIFEST_BYTES = 64 * 1024;

export const batchId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'is no batch id: 1 to 100 of the characters A-Z a-z 0-9 . _ -')
  .meta({ description: 'The batch, such as 2026-11-0017: unique for the connection for ever.' });

const sequence = z.int().meta({ description: 'The number of the batch, from 1, one more with each.' });
const partNumbers = z.array(z.int());

export const period = z
  .object({ from: instantText, to: instantText })
  .meta({ id: 'DeliveryPeriod', description: 'A span of time, its end not included.' });

/** Sequence numbers of which no batch has been loaded, both included. */
export const sequenceGap = z.object({ from: z.int(), to: z.int() }).meta({ id: 'SequenceGap' });

/** Where a sender stands. */
export const deliveryPosition = z
  .object({
    connection: connectionName,
    nextSequence: sequence,
    lastSequence: sequence.nullable(),
    coveredTo: instantText.nullable().meta({ description: 'The latest end of a period that was loaded.' }),
    gaps: z.array(sequenceGap),
    open: z.array(z.object({ batch: batchId, sequence, missingParts: partNumbers })),
  })
  .meta({ id: 'DeliveryPosition' });
export type DeliveryPosition = z.infer<typeof deliveryPosition>;

export const loadedCounts = z
  .object({
    orders: z.int(),
    tickets: z.int(),
    performances: z.int(),
    unchanged: z.int().meta({ description: 'Orders of the batch that were here already, the same or newer.' }),
    at: instantText,
  })
  .meta({ id: 'DeliveryLoaded' });

/** The state of a batch, as its sender reads it. */
export const batchState = z
  .object({
    batch: batchId,
    sequence,
    state: z.enum(['receiving', 'loaded', 'refused']),
    missingParts: partNumbers,
    receivedParts: partNumbers,
    loaded: loadedCounts.nullable(),
    refusal: problem.nullable(),
  })
  .meta({ id: 'DeliveryState' });
export type BatchState = z.infer<typeof batchState>;

/** A batch as people of the organisation read it. */
export const delivery = batchState
  .extend({
    period,
    key: z.string().meta({ description: 'Id of the key that signed the manifest.' }),
    openedAt: instantText,
    endedAt: instantText.nullable(),
    columnMaps: z
      .record(z.string(), z.int())
      .meta({ description: 'Through which version of the column map parts were read, by the number of the part.' }),
    declared: z.object({
      orders: z.int(),
      tickets: z.int(),
      performances: z.int(),
      amounts: z
        .record(z.string(), z.object({ orders: z.string(), tickets: z.string() }))
        .meta({ description: 'Decimal text by currency: totals of the orders, and of their tickets.' }),
    }),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof delivery>;

/** How deliveries of a connection stand, for its page and its status. */
export const deliveryStanding = z
  .object({
    nextSequence: sequence,
    lastSequence: sequence.nullable(),
    lastLoadedAt: instantText.nullable(),
    coveredTo: instantText.nullable(),
    gaps: z.array(
      sequenceGap.extend({
        covers: period
          .nullable()
          .meta({ description: 'The time between the batches before and after, if that tells.' }),
      }),
    ),
    holes: z.array(period).meta({ description: 'Spans between periods that no batch covers.' }),
    open: z.int().meta({ description: 'Batches that are being received.' }),
    refused: z.array(z.object({ sequence, at: instantText, detail: z.string(), nextStep: z.string() })).meta({
      description: 'Batches refused of late whose number no other batch has taken, the highest number first.',
    }),
    waitingTickets: z.int().meta({ description: 'Tickets of performances that are not known yet.' }),
    keys: z.int().meta({ description: 'Keys that are not retired.' }),
  })
  .meta({ id: 'DeliveryStanding' });
export type DeliveryStanding = z.infer<typeof deliveryStanding>;

const byConnection = z.object({ connection: connectionName });
const byBatch = byConnection.extend({ batch: batchId });

export const listDeliveries = defineOperation({
  id: 'listDeliveries',
  tag: 'deliveries',
  method: 'get',
  path: '/connections/{connection}/deliveries',
  summary: 'The batches of a connection, the newest first',
  scope: 'read',
  params: byConnection,
  query: pageQuery,
  output: pageOf(delivery),
  errors: ['not-found'],
});

export const deliveryKey = z
  .object({
    id: z.string().meta({ description: 'Fingerprint of the public key; sent as Illuminate-Key.' }),
    name: z.string(),
    addedBy: z.string(),
    createdAt: instantText,
    lastUsedAt: instantText.nullable(),
    retiredAt: instantText.nullable(),
  })
  .meta({ id: 'DeliveryKey' });
export type DeliveryKey = z.infer<typeof deliveryKey>;

export const listDeliveryKeys = defineOperation({
  id: 'listDeliveryKeys',
  tag: 'deliveries',
  method: 'get',
  path: '/connections/{connection}/delivery-keys',
  summary: 'The keys that may sign deliveries of a connection',
  scope: 'read',
  params: byConnection,
  output: z.object({ items: z.array(deliveryKey) }),
  errors: ['not-found'],
});

export const addDeliveryKey = defineOperation({
  id: 'addDeliveryKey',
  tag: 'deliveries',
  method: 'post',
  path: '/connections/{connection}/delivery-keys',
  summary: 'Register the public half of an Ed25519 key pair; those registered before go on being valid',
  scope: 'write',
  params: byConnection,
  body: z.strictObject({
    publicKey: z
      .string()
      .max(2000)
      .meta({ description: 'PEM (-----BEGIN PUBLIC KEY-----), or the 32 bytes of the key in base64.' }),
    name: z.string().trim().min(1).max(100).optional().meta({ description: 'For people: whose it is.' }),
  }),
  output: deliveryKey,
  status: 201,
  errors: ['not-found', 'conflict', 'not-possible-now'],
});

export const retireDeliveryKey = defineOperation({
  id: 'retireDeliveryKey',
  tag: 'deliveries',
  method: 'delete',
  path: '/connections/{connection}/delivery-keys/{key}',
  summary: 'Retire a key: what it signs is refused from now on',
  scope: 'write',
  params: byConnection.extend({ key: z.string().max(60) }),
  output: deliveryKey,
  errors: ['not-found'],
});

export const showDeliveryPosition = defineOperation({
  id: 'showDeliveryPosition',
  tag: 'deliveries',
  method: 'get',
  path: '/connections/{connection}/deliveries/position',
  summary: 'Where a sender stands',
  scope: 'signed',
  params: byConnection,
  output: deliveryPosition,
});

export const openDelivery = defineOperation({
  id: 'openDelivery',
  tag: 'deliveries',
  method: 'put',
  path: '/connections/{connection}/deliveries/batches/{batch}',
  summary: 'Open a batch by its manifest; again with the same manifest changes nothing',
  scope: 'signed',
  params: byBatch,
  rawBody: { type: 'application/json', maxBytes: MAX_MANIFEST_BYTES, description: 'The manifest.' },
  output: batchState,
  status: 201,
  otherStatuses: [200],
  errors: ['manifest-invalid', 'batch-differs', 'sequence-taken', 'batch-too-big', 'connection-stopped'],
});

export const showDelivery = defineOperation({
  id: 'showDelivery',
  tag: 'deliveries',
  method: 'get',
  path: '/connections/{connection}/deliveries/batches/{batch}',
  summary: 'The state of a batch',
  scope: 'signed',
  params: byBatch,
  output: batchState,
  errors: ['batch-unknown'],
});

export const sendDeliveryPart = defineOperation({
  id: 'sendDeliveryPart',
  tag: 'deliveries',
  method: 'put',
  path: '/connections/{connection}/deliveries/batches/{batch}/parts/{part}',
  summary: 'Send a part; answered once it is durable',
  scope: 'signed',
  params: byBatch.extend({ part: z.coerce.number().int().min(1).max(64) }),
  rawBody: {
    type: 'application/octet-stream',
    maxBytes: MAX_PART_BYTES,
    description: 'The bytes that the manifest describes, gzipped or not.',
  },
  output: batchState,
  errors: [
    'batch-unknown',
    'part-unknown',
    'batch-closed',
    'part-too-big',
    'part-hash-differs',
    'part-unreadable',
    'field-undeclared',
    'record-invalid',
    'layout-changed',
    'batch-too-big',
    'connection-stopped',
    'load-in-progress',
  ],
});

export const completeDelivery = defineOperation({
  id: 'completeDelivery',
  tag: 'deliveries',
  method: 'post',
  path: '/connections/{connection}/deliveries/batches/{batch}/complete',
  summary: 'Check the totals and load the batch; answered once all of it is stored durably',
  scope: 'signed',
  params: byBatch,
  output: batchState,
  errors: [
    'batch-unknown',
    'batch-closed',
    'parts-missing',
    'totals-differ',
    'record-invalid',
    'load-in-progress',
    'connection-stopped',
    'store-damaged',
  ],
});
