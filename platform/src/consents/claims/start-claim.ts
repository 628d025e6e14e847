import { addConnection } from '../../connections/add-connection.ts';
import type { Context } from '../../context.ts';
import type { Connection } from '../../control/schema/connections.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { refuseTooMany } from './refuse-too-many.ts';

export interface StartClaim {
  readonly organisation: Organisation;
  readonly provider: string;
  readonly client: string;
  readonly actor: string;
}

/**
 * An organisation says whose client it is. Whether that client exists, has consented or is somebody else's is not looked at here, so
 * that the answer is the same, after the same work, for every name.
 */
export async function startClaim(
  context: Context,
  { organisation, provider, client, actor }: StartClaim,
): Promise<Connection> {
  await refuseTooMany(context, organisation);
  return addConnection(context, {
    organisation,
    provider,
    method: 'provider-consent',
    settings: { client },
    test: false,
    permission: { kind: 'claimed' },
    actor,
  });
}
