import type { Output } from '@illuminate/contract';
import { addConnection } from '../connections/add-connection.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { requireCurrentVersion } from './agreement/accept-agreement.ts';
import { connectorBySignIn, refuseTooManyTries } from './try-sign-in.ts';

export interface ConnectBySignIn {
  readonly organisation: Organisation;
  readonly provider: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly agreement: { readonly version: string; readonly name: string; readonly position?: string | undefined };
  readonly actor: string;
}

/** An organisation gives a sign-in and agrees, in one deed: neither is stored without the other, nor before it was seen to work. */
export async function connectBySignIn(
  context: Context,
  { organisation, provider, settings, secret, agreement, actor }: ConnectBySignIn,
): Promise<Output<'connectBySignIn'>> {
  requireCurrentVersion(agreement.version);
  connectorBySignIn(context, provider);
  refuseTooManyTries(context, organisation.id);
  const { name } = await addConnection(context, {
    organisation,
    provider,
    method: 'api-credentials',
    settings,
    secret,
    test: true,
    permission: { kind: 'accepted', name: agreement.name, position: agreement.position ?? null },
    actor,
  });
  return { connection: name };
}
