// The one door to the log: JSON lines, redacted, and never the words of a library (they quote what they choke on).
import { createHash } from 'node:crypto';
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';

export type { Logger };

/** An error carrying this symbol is ours: its message was written by us and holds no data. */
export const OWN_ERROR = Symbol.for('illuminate.own-error');

export interface ErrorDescription {
  name: string;
  code?: string;
  /** Only of our own errors. */
  message?: string;
  /** Of foreign errors: enough to see that two are the same, nothing of what they quote. */
  message_sha256?: string;
  at?: string[];
  cause?: ErrorDescription;
}

export function describeError(err: unknown, depth = 0): ErrorDescription {
  if (!(err instanceof Error)) return { name: `thrown ${typeof err}` };
  const description: ErrorDescription = { name: word(err.name) ?? 'Error' };
  const code = word((err as { code?: unknown }).code);
  if (code) description.code = code;
  if (isOwn(err)) description.message = err.message;
  else description.message_sha256 = createHash('sha256').update(err.message).digest('hex');
  const frames = stackFrames(err);
  if (frames.length > 0) description.at = frames;
  if (err.cause instanceof Error && depth < 4) description.cause = describeError(err.cause, depth + 1);
  return description;
}

function isOwn(err: Error): boolean {
  return (err as { [OWN_ERROR]?: unknown })[OWN_ERROR] === true;
}

/** Names and codes are short identifiers; anything else might be data in disguise. */
function word(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_.-]{0,59}$|^[0-9][0-9A-Z]{4}$/.test(value)
    ? value
    : undefined;
}

/** The stack without the message it begins with: where, not what. */
function stackFrames(err: Error): string[] {
  const stack = err.stack ?? '';
  const end = stack.indexOf(err.message);
  if (end < 0) return [];
  return stack
    .slice(end + err.message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at [^"'\\]{1,300}:\d+:\d+\)?$/.test(line))
    .slice(0, 12);
}

const SECRET_FIELDS = ['secret', 'password', 'token', 'authorization', 'cookie', 'key', 'masterKey', 'databaseUrl'];

export interface LogOptions {
  level: string;
  /** Where lines go: standard error unless a stream is given. */
  destination?: DestinationStream;
}

export function createLogger({ level, destination }: LogOptions): Logger {
  const options: LoggerOptions = {
    level,
    base: {},
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[redacted]',
    },
    serializers: { err: (err: unknown) => (err instanceof Error ? describeError(err) : err) },
    hooks: {
      // pino takes the message of an error for the line's own unless it is described before.
      logMethod(args, method) {
        const [first, second, ...rest] = args as unknown[];
        const said = typeof second === 'string' ? second : undefined;
        if (first instanceof Error) {
          method.apply(this, [{ err: describeError(first) }, said ?? 'error', ...rest] as Parameters<typeof method>);
        } else if (isObject(first) && Object.values(first).some((value) => value instanceof Error)) {
          method.apply(this, [described(first), said ?? 'error', ...rest] as Parameters<typeof method>);
        } else method.apply(this, args);
      },
    },
  };
  return pino(options, destination ?? pino.destination({ dest: 2, sync: true }));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function described(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? describeError(value) : value]),
  );
}

/** A logger that says nothing: for tests and for commands that print their own words. */
export const silentLogger: Logger = pino({ level: 'silent' });
