import type { ColumnType } from 'kysely';

/** Bytes come out as Buffer from both back ends, and either kind goes in. */
export type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;
/** A calendar day as YYYY-MM-DD: a Date would shift it by the zone of the machine. */
export type Day = string;
