import type { Connector } from '@illuminate/connector-kit';
import type { Connection } from '../control/schema/connections.ts';
import { notPossibleNow, type Refusal } from '../refusal.ts';

/** Whether a connection takes deliveries at all, whatever its state. */
export function takesDeliveries(connector: Connector | undefined): boolean {
  return connector?.takesDeliveries === true;
}

export function takesNone({ name }: Pick<Connection, 'name'>, connector: Connector | undefined): Refusal {
  return notPossibleNow(
    `${name} takes no deliveries: ${connector?.title ?? 'its provider'} is read by itself.`,
    'Register the key for a connection that takes deliveries.',
    'operator',
  );
}
