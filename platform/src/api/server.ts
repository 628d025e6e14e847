// The door: host and origin, headers, who calls, then one route per operation of the contract.
import type { HttpBindings } from '@hono/node-server';
import { ERRORS, OPERATIONS, type Operation, type OperationId, type Problem } from '@illuminate/contract';
import { Hono, type Context as HonoContext } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { mayCall } from '../access/admit.ts';
import { browserName } from '../access/browser-name.ts';
import { KNOWN_BROWSER_COOKIE, KNOWN_FOR_MS } from '../access/known-browsers.ts';
import type { Browser } from '../access/open-session.ts';
import { type Reach, reachOf } from '../access/reach.ts';
import { isLoopbackHost, type Listening, whyForeign } from '../access/same-origin.ts';
import { sessionCookie } from '../access/sessions.ts';
import { askedFrom } from '../audit/origin.ts';
import { createBackups } from '../backups/take-backup.ts';
import type { Context } from '../context.ts';
import { rememberFleet } from '../fleet/remember-fleet.ts';
import type { Installation } from '../platform-status.ts';
import { Refusal } from '../refusal.ts';
import { createExports } from '../reports/exports/exports.ts';
import { authenticate } from './authenticate.ts';
import { sendBytes } from './bytes-answer.ts';
import type { AnsweredId, Call, StreamId } from './call.ts';
import { createCallerAddress } from './caller-address.ts';
import { type AnyCall, admitCall } from './dispatch.ts';
import { exportAnswer } from './export-answers.ts';
import { handlersOf } from './handlers.ts';
import { createMetrics } from './metrics.ts';
import { networkOf } from './network.ts';
import { openApiDocument } from './openapi.ts';
import { problemOf } from './problem.ts';
import { referencePage } from './reference-page.ts';
import { RENDERED_AS } from './rendered-as.ts';
import { safeHeaders } from './safe-headers.ts';
import { createSignedDoor } from './signed-door.ts';
import { endSlowRequests } from './slow-requests.ts';
import { staticFiles } from './static-files.ts';
import { watchConnections } from './watch-connections.ts';

type Env = { Bindings: HttpBindings };

export interface ApiOptions {
  readonly context: Context;
  readonly installation: Installation;
  /** Where the server listens; the port is known once it does. */
  readonly listening: Listening;
  /** The built web app, if there is one. */
  readonly webFolder: string | null;
  /** Whether everything is up. */
  readonly isReady: () => boolean;
  /** How long a request may take to come in; half a minute unless a test is less patient. */
  readonly patienceMs?: number;
}

export interface Api {
  readonly app: Hono<Env>;
  /** Ends the streams, so that the server can stop. */
  close(): void;
}

const MAX_BODY_BYTES = 256 * 1024;
/** Of requests that carry a report: its criteria may list ten thousand values. */
const MAX_REPORT_BODY_BYTES = 2 * 1024 * 1024;
const CARRIES_REPORT =
  /^\/api\/v1\/(?:reports\/(?:run|count|preview|exports)|organisations\/[^/]+\/(?:report-runs|(?:reports|criteria-sets)(?:\/[^/]+)?))$/;
/** Of requests that carry a file. */
const MAX_FILE_BODY_BYTES = 5 * 1024 * 1024;
const CARRIES_FILE = /^\/api\/v1\/organisations\/[^/]+\/activities\/import(?:\/check)?$/;

export function createApi(options: ApiOptions): Api {
  const { context, installation, listening, webFolder, isReady, patienceMs = 30_000 } = options;
  const { log } = context;
  const app = new Hono<Env>();
  const metrics = createMetrics(context);
  const exports = createExports(context);
  const fleet = rememberFleet(context);
  const handlers = handlersOf(context, installation, { exports, fleet });
  const watch = watchConnections(context, fleet);
  const signed = createSignedDoor(context);
  const backups = createBackups(context);
  const isSecure = listening.publicUrl?.protocol === 'https:';
  // Where people come from outside, a proxy is on this machine too, and may not say that it is one.
  const isHere = (c: HonoContext<Env>): boolean => listening.publicUrl === null && isFromThisMachine(c);
  const session = sessionCookie(isSecure);
  const callerAddress = createCallerAddress(context.config.trustedProxies);

  const refuse = (c: HonoContext, err: unknown): Response => {
    const said = problemOf(err, log, { method: c.req.method, path: c.req.routePath });
    const retryAfter = err instanceof Refusal ? err.parts.retryAfter : undefined;
    if (retryAfter !== undefined) c.header('retry-after', String(retryAfter));
    return sendProblem(c, said);
  };
  app.onError((err, c) => refuse(c, err));

  /** Of pages that are stricter than the app. Outside of what sets the app's, which would overwrite it. */
  const policies = new WeakMap<Request, string>();
  app.use(async (c, next) => {
    await next();
    const policy = policies.get(c.req.raw);
    if (policy !== undefined) c.header('content-security-policy', policy);
  });
  app.use(safeHeaders({ isSecure }));
  app.use(endSlowRequests({ ms: patienceMs, isPatient: (path) => isForSenders(path) || isPieceOfUpload(path) }));
  app.use(async (c, next) => {
    const foreign = whyForeign(listening, {
      method: c.req.method,
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      secFetchSite: c.req.header('sec-fetch-site'),
      viaCookie: c.req.header('authorization') === undefined && getCookie(c, session) !== undefined,
    });
    if (foreign === null) return next();
    return refuse(c, hostRefused(foreign));
  });
  const limitTo = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw tooLarge(maxSize);
      },
    });
  const limitBody = limitTo(MAX_BODY_BYTES);
  const limitReport = limitTo(MAX_REPORT_BODY_BYTES);
  const limitFile = limitTo(MAX_FILE_BODY_BYTES);
  app.use('/api/*', async (c, next) => {
    // Its door reads bodies itself, when it knows who may send one.
    if (isForSenders(c.req.path) || isPieceOfUpload(c.req.path)) return next();
    if (CARRIES_REPORT.test(c.req.path)) return limitReport(c, next);
    return CARRIES_FILE.test(c.req.path) ? limitFile(c, next) : limitBody(c, next);
  });
  app.use('/api/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });

  const addressOf = (c: HonoContext<Env>): string | null =>
    callerAddress({ remote: c.env?.incoming?.socket.remoteAddress, forwarded: c.req.header('x-forwarded-for') });
  const browserOf = (c: HonoContext<Env>): Browser => ({
    mayOpenDemo: installation.demo && isHere(c),
    network: networkOf(addressOf(c) ?? undefined),
    address: addressOf(c),
    browserName: browserName(c.req.header('user-agent')),
    sessionToken: getCookie(c, session) ?? null,
    knownBrowser: getCookie(c, KNOWN_BROWSER_COOKIE) ?? null,
    setSession: (token, expires) => setCookie(c, session, token, { ...COOKIE, secure: isSecure, expires }),
    clearSession: () => void deleteCookie(c, session, { path: '/', secure: isSecure }),
    setKnownBrowser: (token) =>
      setCookie(c, KNOWN_BROWSER_COOKIE, token, { ...COOKIE, secure: isSecure, maxAge: KNOWN_FOR_MS / 1000 }),
  });

  for (const operation of Object.values(OPERATIONS) as Operation[]) {
    app.on(operation.method.toUpperCase(), `/api/v1${operation.path.replace(/\{(\w+)\}/g, ':$1')}`, async (c) => {
      const began = context.clock.monotonic();
      let response: Response;
      try {
        if (operation.scope === 'signed') {
          const { status, output } = await signed(c, operation);
          response = c.json(checked(operation, output), status as 200);
        } else {
          const browser = browserOf(c);
          const principal = await authenticate(context, c, browser);
          const call = await admitCall(context, operation, c, { principal, browser });
          response = await askedFrom(browser.address, async () => {
            if (isStream(operation.id)) {
              // Made by that operation's schemas, as the calls of all are.
              const { first } = call.query as Call<StreamId>['query'];
              return watch.answer(c, { reach: call.reach, first, reachNow: () => reachNow(c, operation, call) });
            }
            if (operation.id === 'takeBackup')
              return sendBytes(c, { ...BACKUP, bytes: await backups.take(call.actor) }, log);
            return (await exportAnswer(context, exports, { c, operation, call })) ?? answer(c, operation, call);
          });
        }
      } catch (err) {
        response = refuse(c, err);
      }
      metrics.answered(operation.id, response.status, (context.clock.monotonic() - began) / 1000);
      return response;
    });
  }

  /** What a caller reaches by now, of what the call named; null once the caller may no longer call at all. */
  async function reachNow(c: HonoContext, operation: Operation, { browser, reach }: AnyCall): Promise<Reach | null> {
    const principal = await authenticate(context, c, browser).catch((err: unknown) => {
      if (err instanceof Refusal) return null;
      throw err;
    });
    if (principal === null || !mayCall(operation, principal)) return null;
    return { ...reachOf(principal, operation.id as OperationId), within: reach.within };
  }

  async function answer(c: HonoContext, operation: Operation, call: AnyCall): Promise<Response> {
    // The map has a handler for each id, whose type was checked there; `admitCall` made the call by that operation's schemas.
    const handler = handlers[operation.id as AnsweredId] as (call: AnyCall) => Promise<unknown>;
    const output = checked(operation, await handler(call));
    const rendering = chosenRendering(c, operation);
    if (rendering === null) return c.json(output, operation.status as 200);
    const { fileName, text, policy } = rendering.render(output, c.req.query());
    if (policy !== undefined) policies.set(c.req.raw, policy);
    return c.body(text, 200, {
      'content-type': `${rendering.type}; charset=utf-8`,
      'content-disposition': `${rendering.inline === true ? 'inline' : 'attachment'}; filename="${fileName}"`,
      vary: 'accept',
    });
  }

  /** What the contract does not name does not leave. */
  function checked(operation: Operation, output: unknown): object {
    const parsed = operation.output.safeParse(output);
    if (!parsed.success) {
      const where = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
      log.error({ operation: operation.id, where }, 'an answer does not fit the contract');
      throw new TypeError('an answer does not fit the contract');
    }
    return parsed.data as object;
  }

  app.get('/api/v1/openapi.json', (c) => c.json(openApiDocument({ version: installation.version })));
  app.get('/api', (c) => c.html(referencePage(installation.version)));
  app.get('/api/', (c) => c.redirect('/api', 308));
  app.all('/api/*', (c) => refuse(c, noSuchOperation()));
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    if (!isReady()) return c.text('not ready', 503);
    await context.db.selectFrom('settings').select('key').limit(1).execute();
    return c.text('ready');
  });
  app.get('/metrics', async (c) => {
    const principal = isHere(c) ? null : await authenticate(context, c, browserOf(c));
    if (principal !== null && principal.kind !== 'operator') throw metricsRefused();
    return c.body(await metrics.text(), 200, { 'content-type': metrics.contentType });
  });
  app.all('*', staticFiles(webFolder));
  return {
    app,
    close() {
      watch.close();
      backups.close();
      exports.close();
    },
  };
}

/**
 * Strict: a link in a mail opens the page without it, but the page's own calls then carry it, as they come from our own site.
 */
const COOKIE = { httpOnly: true, sameSite: 'Strict', path: '/' } as const;

const isForSenders = (path: string): boolean => /^\/api\/v1\/connections\/[^/]+\/deliveries\/./.test(path);

/** Its operation says how many bytes it may have. */
const isPieceOfUpload = (path: string): boolean =>
  /^\/api\/v1\/organisations\/[^/]+\/uploads\/[^/]+\/bytes\//.test(path);

const isStream = (id: string): id is StreamId => id === ('watchConnections' satisfies OperationId);

const BACKUP = { type: 'application/octet-stream', fileName: 'illuminate.backup' } as const;

function chosenRendering(c: HonoContext, operation: Operation) {
  const wanted = c.req.query('format');
  const accepted = c.req.header('accept') ?? '';
  return (
    RENDERED_AS.find(
      ({ id, type, format }) =>
        id === operation.id &&
        operation.alsoAs?.includes(type) &&
        (wanted === undefined ? accepted.includes(type) : wanted === format),
    ) ?? null
  );
}

/** By socket and by the name that was asked for, and not through a proxy, which would be on this machine too. */
function isFromThisMachine(c: HonoContext<Env>): boolean {
  const address = c.env?.incoming?.socket.remoteAddress ?? '';
  const isLoopback = /^(127\.|::1$|::ffff:127\.)/.test(address);
  const viaProxy = c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined;
  return isLoopback && !viaProxy && isLoopbackHost(c.req.header('host'));
}

function sendProblem(c: HonoContext, said: Problem): Response {
  if (said.status === ERRORS['not-signed-in']) c.header('www-authenticate', 'Bearer');
  return c.body(JSON.stringify(said), said.status as 400, { 'content-type': 'application/problem+json' });
}

function hostRefused(detail: string): Refusal {
  const nextStep = 'Use the address that Illuminate printed when it started; behind a proxy, set PUBLIC_URL.';
  return new Refusal({ code: 'host-refused', detail, whoActs: 'operator', nextStep });
}

function tooLarge(maxSize: number): Refusal {
  const detail = `The request is larger than ${maxSize / 1024} KB.`;
  return new Refusal({ code: 'too-large', detail, whoActs: 'organisation', nextStep: 'Send less.' });
}

function noSuchOperation(): Refusal {
  return new Refusal({
    code: 'not-found',
    detail: 'The API has nothing at this address with this method.',
    whoActs: 'organisation',
    nextStep: 'Look it up in the reference at /api.',
  });
}

function metricsRefused(): Refusal {
  return new Refusal({
    code: 'not-allowed',
    detail: 'Metrics are for this machine and for the operator.',
    whoActs: 'operator',
    nextStep: 'Send the operator’s key.',
  });
}
