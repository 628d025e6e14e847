import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';

type Whose = Pick<Connection, 'id' | 'organisation_id'>;
type Deps = Pick<Context, 'keys' | 'db'>;

const secretFields = z.record(z.string(), z.string());

const place = (connection: Whose) => ({
  organisationId: connection.organisation_id,
  connectionId: connection.id,
  field: 'credential',
});

/** The secret fields of a connection's sign-in, sealed. `db`: the transaction, if there is one. */
export function sealCredential(
  deps: Deps,
  connection: Whose,
  fields: Readonly<Record<string, string>>,
): Promise<Buffer> {
  return deps.keys.seal(place(connection), Buffer.from(JSON.stringify(fields)), deps.db);
}

export async function openCredential(
  deps: Deps,
  connection: Whose,
  sealed: Uint8Array,
): Promise<Record<string, string>> {
  const bytes = await deps.keys.open(place(connection), sealed, deps.db);
  return secretFields.parse(JSON.parse(bytes.toString('utf8')));
}
