// Test support: the API on a port of its own, over the context for tests.

import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import {
  OPERATIONS,
  type OperationId,
  type OrganisationRole,
  type PlatformRole,
  type Problem,
  pathOf,
} from '@illuminate/contract';
import { emailKey } from '../access/email-key.ts';
import { hashPassword } from '../access/passwords.ts';
import { SESSION_COOKIE, startSession } from '../access/sessions.ts';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { newId } from '../control/new-id.ts';
import { createApiKey } from '../keys/create-api-key.ts';
import { ensureOperatorKey } from '../keys/operator-key.ts';
import { listen } from './listen.ts';
import { createApi } from './server.ts';

export interface ApiForTests {
  readonly box: ContextForTests;
  readonly address: string;
  readonly port: number;
  readonly operatorKey: string;
  key(organisationId: string, scopes: ('read' | 'write')[]): Promise<string>;
  /** Somebody with an account, signed in. */
  person(made: PersonForTests): Promise<SignedInForTests>;
  send(sent: Sent): Promise<Received>;
  close(): Promise<void>;
}

export interface PersonForTests {
  readonly email: string;
  readonly name?: string;
  readonly password?: string;
  readonly memberships?: readonly { readonly organisation: string; readonly role: OrganisationRole }[];
  readonly roles?: readonly { readonly role: PlatformRole; readonly provider?: string }[];
}

export interface SignedInForTests {
  readonly id: string;
  /** As a page of ours sends them. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Of a stream of events only what comes first. */
  readonly text: string;
}

export interface StartApiForTests {
  readonly demo?: boolean;
  readonly open?: Parameters<typeof openContextForTests>[0];
  readonly publicUrl?: URL;
  readonly webFolder?: string;
  /** How long a request may take to come in. */
  readonly patienceMs?: number;
}

export async function startApiForTests(options: StartApiForTests = {}): Promise<ApiForTests> {
  const { demo = false, open, publicUrl = null, webFolder = null, patienceMs } = options;
  const box = await openContextForTests(open);
  const { file } = await ensureOperatorKey(box.context.control);
  const listening = { host: '127.0.0.1', port: 0, publicUrl };
  const api = createApi({
    context: box.context,
    installation: { version: '0.0.0', startedAt: box.clock.now(), demo, simulators: [] },
    listening,
    webFolder,
    isReady: () => true,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
  const server = await listen(listening);
  server.answerWith(api.app.fetch);
  listening.port = server.port;
  return {
    box,
    port: server.port,
    address: `http://127.0.0.1:${server.port}`,
    operatorKey: readFileSync(file, 'utf8').trim(),
    key: async (organisationId, scopes) => {
      const made = await box.context.db
        .transaction()
        .execute((trx) => createApiKey(trx, { name: 'test', organisationId, scopes, at: box.clock.now() }));
      return made.token;
    },
    person: (made) => addPersonForTests(box, made),
    send: (sent) => send(server.port, sent),
    async close() {
      api.close();
      await server.close();
      await box.close();
    },
  };
}

async function addPersonForTests(
  { context, clock }: ContextForTests,
  { email, name = 'Test Person', password, memberships = [], roles = [] }: PersonForTests,
): Promise<SignedInForTests> {
  const { db } = context;
  const id = newId('per');
  const since = clock.now();
  const password_hash = password === undefined ? null : await hashPassword(password);
  await db
    .insertInto('people')
    .values({
      ...{ id, email, email_key: emailKey(email), name, password_hash },
      ...{ created_at: since, last_seen_at: null, disabled_at: null },
    })
    .execute();
  for (const { organisation, role } of memberships) {
    await db.insertInto('memberships').values({ person_id: id, organisation_id: organisation, role, since }).execute();
  }
  for (const { role, provider = '' } of roles) {
    await db.insertInto('platform_roles').values({ person_id: id, role, provider, since }).execute();
  }
  const from = { address: '127.0.0.1', browserName: null };
  const { token } = await startSession(context, { of: { kind: 'person', personId: id }, from, instead: null });
  return { id, headers: { cookie: `${SESSION_COOKIE}=${token}`, 'sec-fetch-site': 'same-origin' } };
}

/** By node:http, which lets a test lie about its host. */
function send(port: number, { method = 'GET', path, headers = {}, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let text = '';
      const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
        if (String(response.headers['content-type']).startsWith('text/event-stream')) {
          done();
          request.destroy();
        }
      });
      response.on('end', done);
      response.on('error', () => undefined);
    });
    request.on('error', reject);
    request.end(body);
  });
}

export interface Asked {
  readonly params?: object;
  readonly query?: object;
  readonly body?: object;
}

/** A call of an operation, as a client would send it. */
export function sentFor(id: OperationId, asked: Asked, headers: Readonly<Record<string, string>> = {}): Sent {
  const operation: (typeof OPERATIONS)[OperationId] = OPERATIONS[id];
  return {
    method: operation.method.toUpperCase(),
    path: pathOf(operation, asked.params ?? {}, asked.query ?? {}),
    headers: asked.body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  };
}

export function problemIn({ text }: Received): Problem {
  return JSON.parse(text) as Problem;
}
