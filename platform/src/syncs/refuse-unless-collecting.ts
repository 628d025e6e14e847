import { collects } from '../connections/collects.ts';
import type { Connection, ConnectionState } from '../control/schema/connections.ts';
import type { SyncTrigger } from '../control/schema/syncs.ts';
import { notPossibleNow } from '../refusal.ts';
import { statesFor } from './claim-sync.ts';

/** What has to be done before a connection in another state collects. */
const WHAT_FIRST: Readonly<Record<ConnectionState, string>> = {
  active: '',
  waiting_for_consent: 'Give permission in the box office: its status says how.',
  suspended: 'See its status for what it waits for.',
  paused: 'Resume it.',
  stopped: 'Connect it again: what was collected before is still here and is taken up.',
};

/** @throws Refusal unless a sync of the connection may run now */
export function refuseUnlessCollecting(
  connection: Pick<Connection, 'name' | 'state' | 'method'>,
  trigger: SyncTrigger,
): void {
  if (!statesFor(trigger).includes(connection.state)) {
    throw notPossibleNow(
      `${connection.name} does not collect now: it is ${connection.state.replaceAll('_', ' ')}.`,
      WHAT_FIRST[connection.state],
    );
  }
  if (!collects(connection)) {
    throw notPossibleNow(
      `${connection.name} collects nothing by itself: its sales are delivered.`,
      'See its deliveries for what has arrived.',
    );
  }
}
