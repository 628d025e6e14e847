import type { Context } from '../context.ts';
import type { SpoolPlace } from '../deliveries/spool.ts';
import type { PackedBatch } from '../warehouse/pack.ts';

/** What was kept of a checked file, chunk by chunk, read in a thread. @throws PartLost, AllBusy, ThreadFailed */
export async function* chunksOfUpload(
  { deliveries }: Pick<Context, 'deliveries'>,
  rows: SpoolPlace,
  signal: AbortSignal,
  onChunk: (packed: PackedBatch) => void,
): AsyncGenerator<PackedBatch> {
  for await (const packed of deliveries.threads.load({ kind: 'load', parts: [{ part: 1, spool: rows }] }, signal)) {
    yield packed;
    onChunk(packed);
  }
}
