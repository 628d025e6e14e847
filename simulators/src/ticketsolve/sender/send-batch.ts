import { type DeliveryFaults, spoilPart, tamperWithOpening } from '../faults/delivery-faults.ts';
import type { Batch } from './batch.ts';
import { type BatchState, DeliveryRefused, type Endpoint } from './endpoint.ts';

/** A part that was not taken may be sent again so often. */
const ATTEMPTS_A_PART = 4;
/** Problems of a part that sending it again can mend. */
const MENDABLE = ['part-hash-differs'];

/**
 * Sends a batch, or what is missing of it: manifest, parts, complete. Returns its state, which is `loaded` or `refused`.
 * Throws DeliveryRefused where a request is refused, and the error of the connection where nothing answers.
 */
export async function sendBatch(
  endpoint: Endpoint,
  { manifest, parts }: Batch,
  faults: DeliveryFaults,
): Promise<BatchState> {
  const { batch } = manifest;
  const opening = tamperWithOpening(faults, batch, Buffer.from(JSON.stringify(manifest)));
  let state = await endpoint.openBatch(batch, manifest, opening);
  if (state.state !== 'receiving') return state;
  for (const part of state.missingParts) {
    const bytes = parts[part - 1];
    if (bytes === undefined) throw new Error(`The endpoint misses part ${part}, which ${batch} has not`);
    state = await sendPart(endpoint, batch, part, bytes, faults);
    if (state.state !== 'receiving') return state;
  }
  return endpoint.complete(batch);
}

async function sendPart(
  endpoint: Endpoint,
  batch: string,
  part: number,
  bytes: Buffer,
  faults: DeliveryFaults,
): Promise<BatchState> {
  for (let attempt = 1; ; attempt += 1) {
    const spoiled = spoilPart(faults, batch, bytes);
    try {
      return await endpoint.sendPart(batch, part, spoiled.bytes, spoiled.tampering);
    } catch (err) {
      const mendable = !(err instanceof DeliveryRefused) || MENDABLE.includes(err.code);
      if (!mendable || attempt >= ATTEMPTS_A_PART) throw err;
      // It may have been taken although the answer was lost.
      const state = await endpoint.batchState(batch);
      if (!state.missingParts.includes(part)) return state;
    }
  }
}

/** Sends every request of a batch again, whatever is answered: it was loaded before, and must count once. */
export async function repeatBatch(endpoint: Endpoint, { manifest, parts }: Batch): Promise<void> {
  const { batch } = manifest;
  const requests = [
    () => endpoint.openBatch(batch, manifest),
    ...parts.map((bytes, index) => () => endpoint.sendPart(batch, index + 1, bytes)),
    () => endpoint.complete(batch),
  ];
  for (const request of requests) {
    await request().catch((err: unknown) => {
      if (!(err instanceof DeliveryRefused)) throw err;
    });
  }
}
