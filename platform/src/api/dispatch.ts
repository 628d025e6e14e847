// From a request to an operation's answer: who calls, may they, what do they name, what do they send. One path for all.

import type { HttpBindings } from '@hono/node-server';
import { issueInWords, type Operation, toldIssues } from '@illuminate/contract';
import type { Context as HonoContext } from 'hono';
import type { z } from 'zod';
import { findSubjects, requireScope } from '../access/admit.ts';
import type { Browser } from '../access/open-session.ts';
import { actorOf, type Principal } from '../access/principal.ts';
import type { Context } from '../context.ts';
import { invalidInput, Refusal } from '../refusal.ts';
import { type RawBody, readRawBody } from './read-raw-body.ts';

export interface Received {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** What a call is, before its operation's types are put on it. */
export interface AnyCall extends Received, Awaited<ReturnType<typeof findSubjects>> {
  /** Of an operation that takes bytes as they are. */
  readonly raw: RawBody | null;
  readonly principal: Principal;
  readonly actor: string;
  readonly browser: Browser;
  readonly signal: AbortSignal;
}

/** @throws Refusal */
export async function admitCall(
  context: Pick<Context, 'db'>,
  operation: Operation,
  c: HonoContext<{ Bindings: HttpBindings }>,
  { principal, browser }: { principal: Principal; browser: Browser },
): Promise<AnyCall> {
  requireScope(operation, principal, browser.mayOpenDemo);
  const received = await receive(operation, c);
  const admission = await findSubjects(context, operation, principal, received);
  // Read once it is known who may send them.
  const raw = operation.rawBody === undefined ? null : await readBytes(c, operation.rawBody.maxBytes);
  return { ...received, ...admission, raw, principal, actor: actorOf(principal), browser, signal: c.req.raw.signal };
}

async function readBytes(c: HonoContext<{ Bindings: HttpBindings }>, maxBytes: number): Promise<RawBody> {
  const raw = await readRawBody(c.env.incoming, maxBytes);
  if (raw !== null) return raw;
  throw new Refusal({
    code: 'too-large',
    detail: `The request is larger than ${maxBytes / 1024} KB.`,
    whoActs: 'organisation',
    nextStep: 'Send it in smaller pieces.',
  });
}

async function receive(operation: Operation, c: HonoContext): Promise<Received> {
  const wrong: { path: string; message: string }[] = [];
  const parse = (part: keyof Received, schema: z.ZodType | undefined, value: unknown): unknown => {
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(value, { error: issueInWords });
    const issues = parsed.success ? unstorable(parsed.data) : toldIssues(parsed.error.issues);
    wrong.push(...issues.map(({ path, message }) => ({ path: [part, ...path].map(String).join('.'), message })));
    return parsed.data;
  };
  const params = parse('params', operation.params, c.req.param());
  const query = parse('query', operation.query, c.req.query());
  const body = operation.body === undefined ? undefined : parse('body', operation.body, await readBody(c));
  if (wrong.length > 0) throw invalidInput(wrong);
  return { params, query, body };
}

/** Texts that no database of ours can hold, in what a schema has accepted. */
function unstorable(value: unknown, path: readonly string[] = []): { path: readonly string[]; message: string }[] {
  if (typeof value === 'string') {
    if (value.includes('\0')) return [{ path, message: 'must not hold the character NUL' }];
    return /\p{Surrogate}/u.test(value) ? [{ path, message: 'must not hold half a character' }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name.includes('\0')
      ? [{ path, message: 'has a name that holds the character NUL' }]
      : unstorable(part, [...path, name]),
  );
}

async function readBody(c: HonoContext): Promise<unknown> {
  const text = await c.req.text();
  if (text === '') return {};
  if (!/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) {
    throw malformed('The body is not sent as JSON.', 'Send it with `Content-Type: application/json`.');
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw malformed('The body is not JSON.', 'Send a JSON object.');
  }
  if (isDeep(body)) throw malformed('The body is nested too deeply.', `Nest it at most ${MOST_LEVELS} levels deep.`);
  return body;
}

/** More than anything that is taken needs, and far less than what the stack holds for those who look into it. */
const MOST_LEVELS = 32;

function isDeep(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; depth <= MOST_LEVELS && level.length > 0; depth += 1) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return level.length > 0;
}

function malformed(detail: string, nextStep: string): Refusal {
  return new Refusal({ code: 'malformed-request', detail, whoActs: 'organisation', nextStep });
}
