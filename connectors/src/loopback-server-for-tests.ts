import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of a test's own on a free port of this machine. */
export interface LoopbackServer {
  readonly origin: string;
  /** Closes what was opened towards it first. */
  close(clients: readonly { close(): Promise<void> }[]): Promise<void>;
}

export async function serveOnLoopback(listener: RequestListener): Promise<LoopbackServer> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close(clients) {
      for (const client of clients) await client.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
