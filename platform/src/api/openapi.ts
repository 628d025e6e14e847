// The OpenAPI 3.1 document, derived from the contract and nothing else.
import { ERRORS, type ErrorCode, OPERATIONS, type Operation, problem } from '@illuminate/contract';
import { z } from 'zod';
import { SESSION_COOKIE } from '../access/sessions.ts';

type Json = Record<string, unknown>;

export interface Documented {
  readonly version: string;
}

/** Errors that an operation may answer with because of what it takes and who may call it. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const takes = operation.params !== undefined || operation.query !== undefined || operation.body !== undefined;
  const codes: ErrorCode[] = [...operation.errors, 'host-refused', 'not-ready', 'internal'];
  if (takes) codes.push('invalid-input');
  if (operation.body !== undefined) codes.push('malformed-request', 'too-large');
  // A key that opens nothing is refused wherever it is sent.
  codes.push('not-signed-in');
  if (operation.scope !== 'public') codes.push('not-allowed', 'not-found');
  return [...new Set(codes)];
}

export function openApiDocument({ version }: Documented): Json {
  const schemas: Record<string, Json> = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const {
      $defs,
      $schema: _,
      ...own
    } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Json & {
      $defs?: Record<string, Json>;
    };
    for (const [id, definition] of Object.entries($defs ?? {})) schemas[id] = withoutIds(relinked(definition));
    const { id } = schema.meta() ?? {};
    if (id === undefined) return relinked(own);
    schemas[id] = withoutIds(relinked(own));
    return { $ref: `#/components/schemas/${id}` };
  };
  const problemRef = schemaOf(problem, 'output');

  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of Object.values(OPERATIONS) as Operation[]) {
    const path = `/api/v1${operation.path}`;
    paths[path] ??= {};
    paths[path][operation.method] = documented(operation, schemaOf, problemRef);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Illuminate',
      version,
      description: "Connects an arts organisation's box office to one governed data platform.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set((Object.values(OPERATIONS) as Operation[]).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of an organisation, or the operator’s.' },
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      },
    },
  };
}

function documented(
  operation: Operation,
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json,
  problemRef: Json,
): Json {
  const output = schemaOf(operation.output, 'output');
  const type = operation.answer === 'event-stream' ? 'text/event-stream' : 'application/json';
  const content: Json = { [type]: { schema: output } };
  for (const other of operation.alsoAs ?? []) content[other] = { schema: { type: 'string' } };
  const responses: Json = { [operation.status]: { description: operation.summary, content } };
  for (const [status, codes] of byStatus(errorsOf(operation))) {
    responses[status] = {
      description: codes.join(', '),
      content: { 'application/problem+json': { schema: problemRef } },
    };
  }
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    parameters: [
      ...parametersOf('path', operation.params, schemaOf),
      ...parametersOf('query', operation.query, schemaOf),
    ],
    ...(operation.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(operation.body, 'input') } },
          },
        }),
    responses,
    security: operation.scope === 'public' ? [] : [{ apiKey: [] }, { session: [] }],
    'x-scope': operation.scope,
  };
}

function parametersOf(
  place: 'path' | 'query',
  schema: z.ZodType | undefined,
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json,
): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const { description, ...own } = schemaOf(field, 'input');
    return {
      name,
      in: place,
      required: place === 'path' || !field.safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      schema: own,
    };
  });
}

function byStatus(codes: readonly ErrorCode[]): Map<string, ErrorCode[]> {
  const statuses = new Map<string, ErrorCode[]>();
  for (const code of codes) {
    const status = String(ERRORS[code]);
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  return statuses;
}

/** References between schemas, moved to where OpenAPI keeps them. */
function relinked<T>(value: T): T {
  if (Array.isArray(value)) return value.map(relinked) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace(/^#\/\$defs\//, '#/components/schemas/')
        : relinked(inner),
    ]),
  ) as T;
}

function withoutIds({ id: _, ...schema }: Json): Json {
  return schema;
}
