import { readFile } from 'node:fs/promises';
import { ApiError, type BatchState } from '@illuminate/contract';
import type { Manifest } from '@illuminate/delivery';
import { partFile } from './check-prepared.ts';
import type { DeliveryClient } from './delivery-client.ts';
import { partFiles } from './find-batches.ts';

export interface SendBatch {
  readonly client: DeliveryClient;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Called with the bytes of parts that the server has, of all. */
  readonly onSent: (bytes: number) => void;
}

/** How often a server may ask for the parts again. */
const ROUNDS = 3;
/** How often a part is sent that arrives damaged. */
const ATTEMPTS = 3;
const ASK_EVERY = 1000;
/** A load is some seconds; one that takes so long is stuck. */
const ASK_AT_MOST = 600;

const isCode = (err: unknown, code: string): boolean => err instanceof ApiError && err.problem.code === code;

async function sendPart({ client, manifest }: SendBatch, part: number, path: string): Promise<BatchState> {
  const bytes = await readFile(path);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.sendPart(manifest.batch, part, bytes);
    } catch (err) {
      // Checked before it was sent: what arrived as something else was damaged on the way.
      if (attempt >= ATTEMPTS || !isCode(err, 'part-hash-differs')) throw err;
    }
  }
}

async function complete({ client, manifest, wait }: SendBatch): Promise<BatchState> {
  for (let asked = 0; ; asked += 1) {
    try {
      return await client.complete(manifest.batch);
    } catch (err) {
      if (asked >= ASK_AT_MOST || !isCode(err, 'load-in-progress')) throw err;
      await wait(ASK_EVERY);
    }
  }
}

/**
 * Sends what the server has not got of a batch, and has it loaded. May be called again after any failure: it goes on where it stopped.
 * @throws ApiError if the batch is refused, now or before
 */
export async function sendBatch(sending: SendBatch): Promise<BatchState> {
  const { client, folder, manifest, manifestBytes, onSent } = sending;
  let state = await client.openBatch(manifest.batch, manifestBytes);
  const files = await partFiles(folder);
  const tell = ({ missingParts }: BatchState) =>
    onSent(
      manifest.parts.filter(({ part }) => !missingParts.includes(part)).reduce((sum, { bytes }) => sum + bytes, 0),
    );
  // A part may be forgotten by a server that was restored meanwhile: then it is asked for again.
  for (let round = 1; round <= ROUNDS && state.state === 'receiving' && state.missingParts.length > 0; round += 1) {
    for (const part of state.missingParts) {
      tell(state);
      state = await sendPart(sending, part, partFile(files, part));
    }
  }
  tell(state);
  if (state.state === 'receiving') state = await complete(sending);
  if (state.refusal !== null) throw new ApiError(state.refusal);
  return state;
}
