import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A simulator that answers on loopback. */
export interface RunningSimulator {
  readonly origin: string;
  readonly port: number;
  /** Stops listening and cuts every connection; resolves when the port is free. */
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/**
 * Serves a handler on 127.0.0.1 only. Every request must name this server (or one of `names`) in its Host header, and a
 * request with an Origin header must come from this server itself: a page open in the same browser must not drive a simulator.
 */
export async function serveOnLoopback(
  port: number,
  handler: Handler,
  names: readonly string[] = [],
): Promise<RunningSimulator> {
  const sockets = new Set<Socket>();
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    const refusal = refuse(request, names);
    if (refusal) {
      response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ message: refusal }));
      return;
    }
    Promise.resolve(handler(request, response)).catch((err: unknown) => {
      process.stderr.write(`Simulator failed on ${request.method} ${request.url}: ${describe(err)}\n`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: 'An error has occurred.' }));
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo; // a TCP server that listens has a port
  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function refuse(request: IncomingMessage, names: readonly string[]): string | null {
  const port = request.socket.localPort;
  const hosts = ['127.0.0.1', 'localhost', '[::1]', ...names].map((name) => `${name}:${port}`);
  const host = request.headers.host?.toLowerCase();
  if (!host || !hosts.includes(host)) return 'This Host header is not served here.';
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${host}`) return 'Requests from other origins are refused.';
  return null;
}

function describe(err: unknown): string {
  return err instanceof Error ? (err.stack ?? err.message) : String(err);
}
