// A dump is gzipped lines of JSON: a header, one line a row, and an end line with the SHA-256 of all that is before it.
import { z } from 'zod';

export const DUMP_FORMAT = 'illuminate-control-dump';
export const DUMP_VERSION = 1;

export const DumpHeader = z.object({
  format: z.literal(DUMP_FORMAT),
  version: z.literal(DUMP_VERSION),
  folder: z.string(),
  migration: z.number().int().positive(),
  made_at: z.iso.datetime(),
  reason: z.string(),
  history: z.enum(['whole', 'recent']),
  counts: z.record(z.string(), z.number().int().nonnegative()),
  leaves_out: z.array(z.string()),
});
export type DumpHeader = z.infer<typeof DumpHeader>;

export const DumpEnd = z.object({ end: z.literal(true), rows: z.number().int(), sha256: z.string() });
