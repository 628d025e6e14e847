import { request as httpRequest } from 'node:http';
import type { Account } from './accounts.ts';
import { sign } from './signature.ts';

interface SignedRequest {
  readonly account: Account | null;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** ms by which the asker's clock is off. */
  readonly clockOff?: number;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Asks a simulator as a third party does, signed with an account; for tests. Rejects where the connection breaks. */
export function askSigned(url: string, wanted: SignedRequest): Promise<Received> {
  const method = wanted.method ?? 'GET';
  const date = new Date(Date.now() + (wanted.clockOff ?? 0)).toUTCString();
  const body = method === 'GET' ? null : Buffer.from(wanted.body ?? '');
  const headers: Record<string, string> = { date, 'user-agent': 'illuminate-simulator-test/1', ...wanted.headers };
  if (wanted.account) {
    const signature = sign({ method, url, date, body }, wanted.account.secret);
    headers.authorization = `SpektrixAPI3 ${wanted.account.login}:${signature}`;
  }
  return new Promise((resolve, reject) => {
    const asked = httpRequest(url, { method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(pieces).toString('utf8'),
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body ?? undefined);
  });
}
