// The OpenAPI 3.1 document, derived from the contract and nothing else.
import { ERRORS, type ErrorCode, OPERATIONS, type Operation, problem } from '@illuminate/contract';
import { DELIVERY_HEADERS, manifestSchema } from '@illuminate/delivery';
import { z } from 'zod';
import { SESSION_COOKIE } from '../access/sessions.ts';

type Json = Record<string, unknown>;

const SIGNING = `Base64 of the Ed25519 signature over six lines, joined by a line feed each and with none at the end: illuminate-delivery-v1, the method in capitals, the path as requested with its query, ${DELIVERY_HEADERS.time}, ${DELIVERY_HEADERS.key}, and the SHA-256 of the body's bytes in lower-case hex (of nothing, where there is no body).`;

/** What the requests of senders carry beside the signature. */
const SIGNED_HEADERS: readonly Json[] = [
  {
    name: DELIVERY_HEADERS.key,
    in: 'header',
    required: true,
    description: 'Id of the key that signs, as it was given when its public half was registered.',
    schema: { type: 'string' },
  },
  {
    name: DELIVERY_HEADERS.time,
    in: 'header',
    required: true,
    description: 'When the request is sent, ISO 8601 in UTC; at most 15 minutes off.',
    schema: { type: 'string', format: 'date-time' },
  },
];

/** Of the machine, whatever is asked. */
const MACHINE = [
  'disk-full',
  'disk-not-writable',
  'control-unavailable',
  'store-out-of-memory',
] as const satisfies readonly ErrorCode[];

export interface Documented {
  readonly version: string;
}

/** Errors that an operation may answer with because of what it takes and who may call it. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const takes = operation.params !== undefined || operation.query !== undefined || operation.body !== undefined;
  const codes: ErrorCode[] = [...operation.errors, 'host-refused', 'not-ready', ...MACHINE, 'internal'];
  if (operation.scope === 'signed') {
    codes.push(
      'signature-missing',
      'signature-invalid',
      'time-off',
      'key-unknown',
      'key-retired',
      'connection-unknown',
    );
    codes.push('busy', operation.rawBody === undefined ? 'too-large' : 'malformed-request');
    return [...new Set(codes)];
  }
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
        signature: { type: 'apiKey', in: 'header', name: DELIVERY_HEADERS.signature, description: SIGNING },
      },
    },
  };
}

const MEDIA_TYPES: Readonly<Record<Operation['answer'], string>> = {
  json: 'application/json',
  'event-stream': 'text/event-stream',
  bytes: 'application/octet-stream',
};

function documented(
  operation: Operation,
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json,
  problemRef: Json,
): Json {
  const type = MEDIA_TYPES[operation.answer];
  // Bytes as they are have a schema that says nothing (OpenAPI 3.1).
  const content: Json = {
    [type]: { schema: operation.answer === 'bytes' ? {} : schemaOf(operation.output, 'output') },
  };
  for (const other of operation.alsoAs ?? []) content[other] = { schema: { type: 'string' } };
  const responses: Json = { [operation.status]: { description: operation.summary, content } };
  for (const status of operation.otherStatuses ?? []) {
    responses[status] = { description: 'The same, where nothing was left to do', content };
  }
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
      ...(operation.scope === 'signed' ? SIGNED_HEADERS : []),
    ],
    ...requestBodyOf(operation, schemaOf),
    responses,
    security: SECURITY[operation.scope],
    'x-scope': operation.scope,
  };
}

const SIGNED_IN = [{ apiKey: [] }, { session: [] }];
const SECURITY: Readonly<Record<Operation['scope'], readonly Json[]>> = {
  public: [],
  read: SIGNED_IN,
  write: SIGNED_IN,
  operator: SIGNED_IN,
  person: [{ session: [] }],
  signed: [{ signature: [] }],
};

function requestBodyOf(
  { body, rawBody }: Operation,
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json,
): Json {
  if (rawBody !== undefined) {
    const { type, maxBytes, description } = rawBody;
    // A string without an encoding of its own is the bytes as they are (OpenAPI 3.1).
    const schema = type === 'application/json' ? schemaOf(manifestSchema, 'input') : {};
    const said = `${description} At most ${maxBytes} bytes.`;
    return { requestBody: { required: true, description: said, content: { [type]: { schema } } } };
  }
  if (body === undefined) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } };
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

/** Classes of Unicode: not every reader of patterns knows them, and one that does not refuses the whole document. */
const ofUnicode = (pattern: unknown): boolean => typeof pattern === 'string' && /\\[pP]\{/.test(pattern);

/** References between schemas, moved to where OpenAPI keeps them; patterns that few readers know are left out. */
function relinked<T>(value: T): T {
  if (Array.isArray(value)) return value.map(relinked) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== 'pattern' || !ofUnicode(inner))
      .map(([key, inner]) => [
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
