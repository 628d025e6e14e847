import type { Connector } from '@illuminate/connector-kit';
import type { ConnectionMethod } from '../control/schema/connections.ts';
import { fieldsOf } from '../providers/setting-fields.ts';

/** Whether a connection signs in at all: a public feed asks for nothing secret. */
export function credentialNeeded(connector: Connector | undefined, method: ConnectionMethod): boolean {
  if (connector === undefined || method === 'provider-consent') return true;
  return fieldsOf(connector.config).some(({ secret }) => secret);
}
