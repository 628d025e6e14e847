import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { connectionName, instantText } from './words.ts';

const records = z.enum(['orders', 'performances']).meta({ description: 'What the lines of the files are.' });
const fingerprint = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256 over the names of the columns in their order.' });

/** The column map of a connection for one kind of record, as it holds now. */
export const columnMap = z
  .object({
    connection: connectionName,
    records,
    version: z.int().meta({ description: 'From 1, one more whenever the map was set to something else.' }),
    fingerprint,
    map: z.record(z.string(), z.unknown()).meta({ description: 'As docs/connectors/column-maps.md says.' }),
    setBy: z.string(),
    setAt: instantText,
    earlier: z.array(z.object({ version: z.int(), fingerprint, setBy: z.string(), setAt: instantText })),
  })
  .meta({ id: 'ColumnMap' });
export type ColumnMapState = z.infer<typeof columnMap>;

const byConnection = z.object({ connection: connectionName });

export const listColumnMaps = defineOperation({
  id: 'listColumnMaps',
  tag: 'deliveries',
  method: 'get',
  path: '/connections/{connection}/column-maps',
  summary: 'Through which column maps files of other layouts are read',
  scope: 'read',
  params: byConnection,
  output: z.object({ items: z.array(columnMap) }),
  errors: ['not-found'],
});

export const setColumnMap = defineOperation({
  id: 'setColumnMap',
  tag: 'deliveries',
  method: 'put',
  path: '/connections/{connection}/column-maps',
  summary:
    'Say how files of another layout are read: for each of their columns which field it is, or that it is dropped',
  description:
    'The map says by `records` whether it is for orders or for performances, and takes the place of the one before. It holds for parts that come from now on.',
  scope: 'write',
  params: byConnection,
  body: z
    .strictObject({ map: z.record(z.string(), z.unknown()) })
    .meta({ description: 'The map, as docs/connectors/column-maps.md says.' }),
  output: columnMap,
  errors: ['not-found', 'not-possible-now'],
});
