import type { Connector } from '@illuminate/connector-kit';
import { collects } from '../connections/collects.ts';
import type { Connection } from '../control/schema/connections.ts';
import { hasHistory } from './history-state.ts';

/** Whether days of orders can be asked for again over this connection. */
export function canReadAgain(connection: Connection, connector: Connector | undefined): boolean {
  return connector !== undefined && hasHistory(connector) && collects(connection);
}
