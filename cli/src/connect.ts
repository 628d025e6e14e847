import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ApiError,
  type Client,
  createClient,
  type Input,
  OPERATIONS,
  type Operation,
  type OperationId,
  type Output,
} from '@illuminate/contract';
import { CommandFailed, UsageError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

type Env = Terminal['env'];

/** Where the server is and with which key to speak to it. */
export interface Place {
  readonly url: string;
  readonly apiKey: string | null;
  /** Where the key came from or was looked for, in words. */
  readonly keyFrom: string;
}

/** The clone's own data folder, for a command given in another folder; the bundle lies in dist/. */
const cloneData = join(import.meta.dirname, '..', 'data');

function textIn(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return text === '' ? null : text;
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'EACCES') {
      throw new CommandFailed(
        `${path} may be read only by the user that Illuminate runs as. Run this command as that user, or set ILLUMINATE_API_KEY.`,
        EXIT.refused,
      );
    }
    return null;
  }
}

const isLoopback = (url: string): boolean => {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
};

function parsedUrl(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new UsageError(`ILLUMINATE_URL is "${text}"; it should be an address such as http://127.0.0.1:4310.`);
  }
  return text.replace(/\/+$/, '');
}

const dataFolders = (env: Env): string[] => (env.ILLUMINATE_DATA ? [env.ILLUMINATE_DATA] : ['data', cloneData]);

/** The first data folder's file of this name that has something in it. */
function readFromData(env: Env, name: string): { text: string; path: string } | null {
  for (const folder of dataFolders(env)) {
    const text = textIn(join(folder, name));
    if (text !== null) return { text, path: join(folder, name) };
  }
  return null;
}

/** Where the server is, from the environment and the data folder. */
export function findUrl(env: Env): string {
  if (env.ILLUMINATE_URL) return parsedUrl(env.ILLUMINATE_URL);
  const port = env.PORT === '0' ? '' : (env.PORT ?? '');
  if (port !== '') return `http://127.0.0.1:${port}`;
  return readFromData(env, 'address')?.text ?? 'http://127.0.0.1:4310';
}

/** Finds the server and the key to it. The operator's key is offered to this machine alone. */
export function findServer(env: Env): Place {
  const url = findUrl(env);
  if (env.ILLUMINATE_API_KEY) return { url, apiKey: env.ILLUMINATE_API_KEY, keyFrom: 'ILLUMINATE_API_KEY' };
  if (!isLoopback(url)) return { url, apiKey: null, keyFrom: 'ILLUMINATE_API_KEY, which is not set' };
  const key = readFromData(env, 'operator.key');
  return {
    url,
    apiKey: key?.text ?? null,
    keyFrom:
      key?.path ??
      `ILLUMINATE_API_KEY and ${join(dataFolders(env)[0] ?? 'data', 'operator.key')}, neither of which is there`,
  };
}

/** Checks what was typed against the contract, so that a slip is answered at once and in the same words. */
function checkInput<Id extends OperationId>(id: Id, input: Input<Id>): void {
  const { params, query, body }: Operation = OPERATIONS[id];
  const parts = [
    [params, input.params],
    [query, input.query],
    [body, input.body],
  ] as const;
  for (const [schema, value] of parts) {
    const issues = schema?.safeParse(value ?? {}).error?.issues ?? [];
    if (issues.length > 0) {
      throw new UsageError(
        issues.map(({ path, message }) => `${path.join('.')}: ${message}${described(schema, path[0])}`).join('\n'),
      );
    }
  }
}

/** What the contract says of a field, in brackets. */
function described(schema: Operation['query'], field: PropertyKey | undefined): string {
  const shape = schema !== undefined && 'shape' in schema ? schema.shape : {};
  const description = Reflect.get(shape as object, field ?? '')?.description;
  return typeof description === 'string' ? ` (${description})` : '';
}

/** A client of the server that this command is for. */
export function connect(terminal: Terminal): Client {
  const { url, apiKey, keyFrom } = findServer(terminal.env);
  const client = createClient({ baseUrl: url, ...(apiKey === null ? {} : { apiKey }) });
  const request = async <Id extends OperationId>(id: Id, input: Input<Id>): Promise<Response> => {
    checkInput(id, input);
    try {
      return await client.request(id, input);
    } catch (err) {
      if (!(err instanceof ApiError) || err.problem.code !== 'not-signed-in') throw err;
      throw new ApiError({ ...err.problem, nextStep: `${err.problem.nextStep} The key was taken from ${keyFrom}.` });
    }
  };
  const call = async <Id extends OperationId>(id: Id, input: Input<Id>): Promise<Output<Id>> => {
    const response = await request(id, input);
    const answer = OPERATIONS[id].output.safeParse(await response.json().catch(() => null));
    // The schema of this very operation has parsed it; TypeScript cannot follow the index.
    if (answer.success) return answer.data as Output<Id>;
    throw new CommandFailed(
      `What answers at ${url} is not Illuminate, or another version of it. Use the command of that version, or say where Illuminate runs with ILLUMINATE_URL.`,
      EXIT.notReachable,
    );
  };
  return { request, call };
}
