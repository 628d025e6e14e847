import { int, intOrNull, type RowOf, rowSchema, text } from './columns.ts';

/** How many places a performance had, observed at one moment. */
export const CAPACITY_SNAPSHOT = {
  performance_id: text,
  capacity: int,
  available: intOrNull,
  sold: intOrNull,
  held: intOrNull,
} as const;
export type CapacitySnapshot = RowOf<typeof CAPACITY_SNAPSHOT>;
export const capacitySnapshotSchema = rowSchema(CAPACITY_SNAPSHOT);
