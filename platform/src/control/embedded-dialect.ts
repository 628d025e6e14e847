// Kysely over PGlite. A connection is a turn at the one there is, so a transaction keeps everybody else out until it ends.
import type { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  createQueryId,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  IdentifierNode,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  RawNode,
} from 'kysely';
import { createBreathing } from './breathe.ts';
import type { Turns } from './turns.ts';

interface Turn extends DatabaseConnection {
  giveBack(): void;
}

/** Everything that uses this PGlite must take `turns`: a statement that doesn't falls into somebody's transaction. */
export function embeddedDialect(pglite: PGlite, turns: Turns): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => embeddedDriver(pglite, turns),
  };
}

function embeddedDriver(pglite: PGlite, turns: Turns): Driver {
  const breathe = createBreathing();
  const run = (connection: DatabaseConnection, text: string) => connection.executeQuery(CompiledQuery.raw(text));
  return {
    init: () => pglite.waitReady,
    destroy: async () => {},
    async acquireConnection(): Promise<Turn> {
      const giveBack = await turns.take();
      const executeQuery = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
        await breathe();
        return execute(pglite, query);
      };
      return { giveBack, executeQuery, streamQuery: noStream };
    },
    // Kysely hands back what acquireConnection gave it.
    releaseConnection: async (connection) => (connection as Turn).giveBack(),
    async beginTransaction(connection, { isolationLevel, accessMode }) {
      const level = isolationLevel ? ` isolation level ${isolationLevel}` : '';
      await run(connection, `begin${level}${accessMode ? ` ${accessMode}` : ''}`);
    },
    async commitTransaction(connection) {
      await run(connection, 'commit');
    },
    async rollbackTransaction(connection) {
      await run(connection, 'rollback');
    },
    async savepoint(connection, name, compile) {
      await connection.executeQuery(compile(savepointCommand('savepoint', name), createQueryId()));
    },
    async rollbackToSavepoint(connection, name, compile) {
      await connection.executeQuery(compile(savepointCommand('rollback to', name), createQueryId()));
    },
    async releaseSavepoint(connection, name, compile) {
      await connection.executeQuery(compile(savepointCommand('release', name), createQueryId()));
    },
  };
}

async function execute<R>(pglite: PGlite, query: CompiledQuery): Promise<QueryResult<R>> {
  const result = await pglite.query<R>(query.sql, [...query.parameters]);
  // As pg has it: a number of affected rows only where rows were changed.
  return /^(INSERT|UPDATE|DELETE|MERGE)/.test(result.command ?? '')
    ? { rows: result.rows, numAffectedRows: BigInt(result.affectedRows ?? 0) }
    : { rows: result.rows };
}

// biome-ignore lint/correctness/useYield: PGlite has no streams.
async function* noStream(): AsyncGenerator<never> {
  throw new TypeError('PGlite does not stream.');
}

function savepointCommand(command: string, name: string): RawNode {
  return RawNode.createWithChildren([RawNode.createWithSql(`${command} `), IdentifierNode.create(name)]);
}
