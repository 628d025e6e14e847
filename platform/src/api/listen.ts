import { type ServerType, serve } from '@hono/node-server';
import { describeProblem } from '../describe-problem.ts';

type Answer = Parameters<typeof serve>[0]['fetch'];

export interface ApiServer {
  readonly port: number;
  /** From here on requests are answered; until then, and after null, they are told to come again. */
  answerWith(answer: Answer | null): void;
  /** Takes no more requests and waits for those under way, though not for ever. */
  close(): Promise<void>;
}

const CLOSE_MS = 1_500;
/** Parts of deliveries are large, and lines may be slow: their door is patient as long as bytes come. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 15 * 60_000, connectionsCheckingInterval: 5_000 };

export interface Listen {
  readonly host: string;
  readonly port: number;
  /** As node:http knows it; for tests that cannot wait. */
  readonly patience?: typeof PATIENCE;
}

/**
 * Takes the port, before anything is begun that would be in vain without it.
 * @throws the error of the socket, such as EADDRINUSE
 */
export function listen({ host, port, patience = PATIENCE }: Listen): Promise<ApiServer> {
  return new Promise((resolve, reject) => {
    let answer: Answer | null = null;
    const fetch: Answer = (request, env) => answer?.(request, env) ?? comeAgain(request);
    const serving = { fetch, hostname: host, port, serverOptions: patience };
    const server: ServerType = serve(serving, (address) => {
      server.off('error', reject);
      resolve({
        port: address.port,
        answerWith(given) {
          answer = given;
        },
        close: () =>
          new Promise((done) => {
            const closing = 'closeAllConnections' in server ? server : null;
            const timer = setTimeout(() => closing?.closeAllConnections(), CLOSE_MS);
            server.close(() => {
              clearTimeout(timer);
              done();
            });
            closing?.closeIdleConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}

const NOT_READY = describeProblem(
  {
    code: 'not-ready',
    detail: 'Illuminate is starting or stopping.',
    whoActs: 'nobody',
    nextStep: 'Try again in a few seconds.',
  },
  '',
);

function comeAgain(request: Request): Response {
  if (new URL(request.url).pathname === '/healthz') return new Response('ok');
  const headers = { 'content-type': 'application/problem+json', 'retry-after': '2', 'cache-control': 'no-store' };
  return new Response(JSON.stringify(NOT_READY), { status: NOT_READY.status, headers });
}
