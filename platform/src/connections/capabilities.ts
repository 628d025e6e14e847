import { z } from 'zod';
import type { Connection } from '../control/schema/connections.ts';

const words = z.array(z.string()).catch([]);
const capabilities = z.object({
  signedInAs: z.string().nullable().catch(null),
  sees: words,
  cannotSee: words,
  notSupplied: words,
});
export type Capabilities = z.infer<typeof capabilities>;

/** What the last probe found, as far as people are told. */
export function readCapabilities(connection: Pick<Connection, 'capabilities'>): Capabilities {
  return capabilities.parse(connection.capabilities ?? {});
}
