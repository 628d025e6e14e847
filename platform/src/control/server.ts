import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { StartRefused } from '../config/start-refused.ts';
import { describeError, type Logger } from '../logger.ts';
import type { ControlBackend } from './control-backend.ts';
import { guardedDialect } from './guarded-dialect.ts';
import type { ControlTables } from './schema.ts';
import { valueParsers } from './value-parsers.ts';

const CONNECTIONS = 8;
const JOB_CONNECTIONS = 4;
const OLDEST_VERSION = 15;

export async function openServer(url: string, logger: Logger, before: () => void): Promise<ControlBackend> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    application_name: 'illuminate',
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks while idle is replaced by the pool; unheard, its error would end the process.
  pool.on('error', (err) => logger.warn({ err }, 'a connection to the control database broke'));
  await refuseUnreachable(pool, url);
  const db = new Kysely<ControlTables>({ dialect: guardedDialect(new PostgresDialect({ pool }), before) });
  return {
    kind: 'server',
    db,
    jobs: { connectionString: url, max: JOB_CONNECTIONS },
    close: () => db.destroy(),
  };
}

async function refuseUnreachable(pool: pg.Pool, url: string): Promise<void> {
  // The address without user and password.
  const { host, pathname } = new URL(url);
  let version: number;
  try {
    const answer = await pool.query<{ version: string }>("select current_setting('server_version_num') as version");
    version = Math.floor(Number(answer.rows[0]?.version) / 10_000);
  } catch (cause) {
    await pool.end();
    throw new StartRefused(
      'control_unreachable',
      `The control database ${host}${pathname} of DATABASE_URL does not let us in (${describeError(cause).code ?? 'no answer'}): start the PostgreSQL server, or correct user, password and database in DATABASE_URL.`,
      { cause },
    );
  }
  if (version >= OLDEST_VERSION) return;
  await pool.end();
  throw new StartRefused(
    'control_unreachable',
    `The control database ${host}${pathname} runs PostgreSQL ${version}; ${OLDEST_VERSION} is the oldest that is supported: upgrade the server or set DATABASE_URL to another.`,
  );
}

function parserOf(oid: number, format?: 'text' | 'binary') {
  const ours = format === 'binary' ? undefined : valueParsers[oid];
  return ours ?? pg.types.getTypeParser(oid, format);
}
