import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSenders, type TestSender } from './deliver.ts';
import { type StartedPlatform, startPlatform } from './start-platform.ts';

/** A server to which many organisations are delivered that have nothing yet. */
export interface DeliveryServer extends AsyncDisposable {
  readonly platform: StartedPlatform;
  /** Whoever delivers to one of them; each is given once. */
  newConnection(): TestSender;
}

/** Starts it, with so many organisations. */
export async function startDeliveryServer(organisations: number): Promise<DeliveryServer> {
  const data = await mkdtemp(join(tmpdir(), 'illuminate-deliveries-'));
  const platform = await startPlatform({ data });
  const names = Array.from({ length: organisations }, (_, n) => `mill-${n}`);
  const senders = await newSenders(platform.api, platform.address, names);
  return {
    platform,
    newConnection() {
      const sender = senders.pop();
      if (sender === undefined) throw new Error('more connections are used than were made');
      return sender;
    },
    async [Symbol.asyncDispose]() {
      await platform[Symbol.asyncDispose]();
      await rm(data, { recursive: true, force: true });
    },
  };
}
