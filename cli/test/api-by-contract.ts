import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ERRORS,
  type ErrorCode,
  OPERATIONS,
  type Operation,
  type OperationId,
  type Output,
  type Problem,
} from '@illuminate/contract';

export interface Asked {
  readonly params: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
}

type Answers = { readonly [Id in OperationId]?: (asked: Asked) => Output<Id> | string | Refusal };

/** An answer that is an error of the contract. */
export class Refusal {
  readonly problem: Problem;

  constructor(code: ErrorCode, words: Partial<Problem> = {}) {
    this.problem = {
      type: 'about:blank',
      title: code,
      status: ERRORS[code],
      code,
      detail: 'Something did not work.',
      whoActs: 'operator',
      nextStep: 'Do this next.',
      reference: 'ref-1',
      ...words,
    };
  }
}

const patternOf = ({ path }: Operation) => new RegExp(`^/api/v1${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

function find(method: string, path: string) {
  for (const [id, operation] of Object.entries(OPERATIONS) as [OperationId, Operation][]) {
    const match = operation.method === method.toLowerCase() ? patternOf(operation).exec(path) : null;
    if (match !== null) return { id, operation, params: { ...match.groups } as Record<string, string> };
  }
  return null;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text === '' ? undefined : JSON.parse(text);
}

function send(response: ServerResponse, status: number, type: string, body: string) {
  response.writeHead(status, { 'content-type': type }).end(body);
}

/** A real HTTP server whose routes, inputs and outputs are the contract's: what it is asked and what it answers must both fit. */
export async function startApi(answers: Answers) {
  const requests: { id: OperationId; asked: Asked }[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const route = find(request.method ?? '', url.pathname);
    const give = route === null ? undefined : answers[route.id];
    if (route === null || give === undefined) throw new Error(`Nothing answers ${request.method} ${request.url}`);
    const { id, operation, params } = route;
    operation.params?.parse(params);
    const body = await readBody(request);
    const asked: Asked = {
      params,
      query: (operation.query?.parse(Object.fromEntries(url.searchParams)) ?? {}) as Record<string, unknown>,
      body: operation.body === undefined ? body : operation.body.parse(body ?? {}),
      headers: request.headers,
    };
    requests.push({ id, asked });
    const given = give(asked);
    if (given instanceof Refusal) {
      send(response, given.problem.status, 'application/problem+json', JSON.stringify(given.problem));
    } else if (typeof given === 'string') send(response, operation.status, 'text/csv; charset=utf-8', given);
    else send(response, operation.status, 'application/json', JSON.stringify(operation.output.parse(given)));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((err: unknown) => send(response, 500, 'text/plain', String(err)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
