import { createHmac } from 'node:crypto';
import { Agent, createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BoxOffice } from '../box-office.ts';

/** Stands between server and simulator in a run that is not measured, to learn what is asked. */
export interface RecordingProxy {
  readonly origin: string;
  /** What was answered with 200, in order. */
  readonly paths: readonly string[];
  close(): void;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Asks the simulator, signed as its clients sign. */
export function askBoxOffice(
  { origin, login, secret }: Pick<BoxOffice, 'origin' | 'login' | 'secret'>,
  path: string,
): Promise<{ status: number; body: Buffer }> {
  const date = new Date().toUTCString();
  const signature = createHmac('sha1', Buffer.from(secret, 'base64'))
    .update(`GET\n${origin}${path}\n${date}`)
    .digest('base64');
  const headers = {
    date,
    authorization: `SpektrixAPI3 ${login}:${signature}`,
    'user-agent': 'illuminate-bench/1',
    accept: 'application/json',
  };
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${origin}${path}`, { headers, agent }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces) }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

export async function startRecording(boxOffice: BoxOffice): Promise<RecordingProxy> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    askBoxOffice(boxOffice, path).then(
      ({ status, body }) => {
        if (status === 200) paths.push(path);
        response.writeHead(status, { 'content-type': 'application/json', date: new Date().toUTCString() }).end(body);
      },
      () => response.writeHead(502).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, paths, close: () => void server.close() };
}
