import { createHash, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { RenderedBatch } from './render-batches.ts';

export interface Sender {
  readonly origin: string;
  readonly connection: string;
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** Parts that are on their way at once. */
const AT_ONCE = 2;

/** Sends batches one after the other, as the documentation says and with nothing beside. @throws Error with what was answered */
export async function sendBatches(
  sender: Sender,
  batches: readonly RenderedBatch[],
  done: (batch: RenderedBatch) => void,
): Promise<void> {
  for (const batch of batches) {
    await request(sender, 'PUT', batch.id, batch.manifest);
    const waiting = batch.parts.map((file, n) => ({ file, part: n + 1 }));
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          await request(sender, 'PUT', `${batch.id}/parts/${next.part}`, await readFile(next.file));
        }
      }),
    );
    await request(sender, 'POST', `${batch.id}/complete`, Buffer.alloc(0));
    done(batch);
  }
}

async function request(
  { origin, connection, keyId, privateKey }: Sender,
  method: 'PUT' | 'POST',
  path: string,
  body: Buffer,
): Promise<void> {
  const target = `/api/v1/connections/${connection}/deliveries/batches/${path}`;
  const time = new Date().toISOString();
  const hash = createHash('sha256').update(body).digest('hex');
  const text = ['illuminate-delivery-v1', method, target, time, keyId, hash].join('\n');
  const response = await fetch(`${origin}${target}`, {
    method,
    headers: {
      'illuminate-key': keyId,
      'illuminate-time': time,
      'illuminate-signature': sign(null, Buffer.from(text), privateKey).toString('base64'),
    },
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
  });
  const said = await response.text();
  if (!response.ok) throw new Error(`${method} ${target}: ${response.status} ${said}`);
}
