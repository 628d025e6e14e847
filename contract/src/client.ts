import type { z } from 'zod';
import { type Problem, problem } from './errors.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS, type OperationId } from './operations.ts';

/** The API refused, or could not be reached; `problem` says what, who acts and what to do next. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(said: Problem) {
    super(`${said.detail} ${said.nextStep}`);
    this.name = 'ApiError';
    this.problem = said;
  }
}

type PartOf<O, K extends 'params' | 'query' | 'body'> = O extends { readonly [P in K]?: infer S }
  ? S extends z.ZodType
    ? z.input<S>
    : unknown
  : unknown;

/** What a call of an operation takes. */
export interface Input<Id extends OperationId> {
  readonly params?: PartOf<(typeof OPERATIONS)[Id], 'params'>;
  readonly query?: PartOf<(typeof OPERATIONS)[Id], 'query'>;
  readonly body?: PartOf<(typeof OPERATIONS)[Id], 'body'>;
  /** In the place of a body, for operations that take bytes as they are. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/** What a call of an operation gives. */
export type Output<Id extends OperationId> = z.output<(typeof OPERATIONS)[Id]['output']>;

export interface ClientOptions {
  /** Such as http://127.0.0.1:4310; empty in a browser on the same origin. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly fetch?: typeof fetch;
}

/** The address of an operation, its parameters and query filled in. */
export function pathOf(operation: Operation, params: object = {}, query: object = {}): string {
  const path = Object.entries(params).reduce(
    (so, [name, value]) => so.replace(`{${name}}`, encodeURIComponent(String(value))),
    operation.path,
  );
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(
    pairs.map(([name, value]) => [name, String(value)] as [string, string]),
  ).toString();
  return `/api/v1${path}${search === '' ? '' : `?${search}`}`;
}

const unreachable = (baseUrl: string): Problem => ({
  type: 'about:blank',
  title: 'Not reachable',
  status: 0,
  code: 'unreachable',
  detail: `Illuminate does not answer${baseUrl === '' ? '' : ` at ${baseUrl}`}.`,
  whoActs: 'operator',
  nextStep: 'Start it with npm start, or say where it runs with ILLUMINATE_URL.',
  reference: '',
});

/** A client of the API: `call('showStatus', {})`, checked against the contract on the way back. */
export function createClient({ baseUrl, apiKey, fetch: fetchWith = fetch }: ClientOptions) {
  const request = async <Id extends OperationId>(id: Id, input: Input<Id>): Promise<Response> => {
    const operation: Operation = OPERATIONS[id];
    const headers: Record<string, string> = { accept: input.accept ?? 'application/json' };
    if (apiKey !== undefined) headers.authorization = `Bearer ${apiKey}`;
    const body = input.bytes ?? (input.body === undefined ? undefined : JSON.stringify(input.body));
    if (body !== undefined) headers['content-type'] = operation.rawBody?.type ?? 'application/json';
    let response: Response;
    try {
      response = await fetchWith(`${baseUrl}${pathOf(operation, input.params ?? {}, input.query ?? {})}`, {
        method: operation.method.toUpperCase(),
        headers,
        ...(body === undefined ? {} : { body }),
        ...(input.signal === undefined ? {} : { signal: input.signal }),
      });
    } catch (err) {
      if (input.signal?.aborted === true) throw err;
      throw new ApiError(unreachable(baseUrl));
    }
    if (response.ok) return response;
    const said = problem.safeParse(await response.json().catch(() => null));
    throw new ApiError(said.success ? said.data : { ...unreachable(baseUrl), status: response.status });
  };
  return {
    request,
    async call<Id extends OperationId>(id: Id, input: Input<Id>): Promise<Output<Id>> {
      const response = await request(id, input);
      // The schema of this very operation has parsed it; TypeScript cannot follow the index.
      return OPERATIONS[id].output.parse(await response.json()) as Output<Id>;
    },
  };
}

export type Client = ReturnType<typeof createClient>;
