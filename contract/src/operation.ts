import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';

/**
 * Which keys may call an operation: `public` needs none; `read` and `write` a key of the organisation concerned, or the operator's;
 * `operator` the operator's alone; `person` no key, as it is about the account of whoever is signed in; `signed` the key of a sender
 * of deliveries, by the signature of its request alone. What people may is in who-may.ts.
 */
export type Scope = 'public' | 'read' | 'write' | 'operator' | 'person' | 'signed';

/** A body taken as the bytes it is, because a signature covers them. */
export interface RawBody {
  readonly type: string;
  readonly maxBytes: number;
  readonly description: string;
}

/** What an answer is: JSON by the output schema, a stream of server-sent events whose `data` is that, or a file's bytes. */
export type Answer = 'json' | 'event-stream' | 'bytes';

/** One thing the API can do, as data. Routes, OpenAPI document and clients derive from it. */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly tag: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Under /api/v1, with `{name}` for what `params` describes. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly scope: Scope;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Instead of `body`. */
  readonly rawBody?: RawBody;
  readonly output: Output;
  readonly status: 200 | 201 | 202 | 204;
  /** Under which the same may be answered, where nothing was left to do. */
  readonly otherStatuses?: readonly number[];
  readonly answer: Answer;
  /** Other media types that `Accept` may ask for, such as text/csv. */
  readonly alsoAs?: readonly string[];
  readonly errors: readonly ErrorCode[];
}

type Definition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType> = Omit<
  Operation<P, Q, B, O>,
  'status' | 'answer' | 'errors'
> &
  Partial<Pick<Operation<P, Q, B, O>, 'status' | 'answer' | 'errors'>>;

/** Fills in what most operations have: status 200, a JSON answer, no errors of their own. */
export function defineOperation<
  P extends z.ZodType = z.ZodType<Record<string, never>>,
  Q extends z.ZodType = z.ZodType<Record<string, never>>,
  B extends z.ZodType = z.ZodType<undefined>,
  O extends z.ZodType = z.ZodType<undefined>,
>(definition: Definition<P, Q, B, O>): Operation<P, Q, B, O> {
  return { status: 200, answer: 'json', errors: [], ...definition };
}
