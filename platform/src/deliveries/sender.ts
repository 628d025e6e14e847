import type { Connection, ConnectionState } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { Refusal } from '../refusal.ts';

/** Whoever has rightly signed a request, and what it may deliver to. */
export interface Sender {
  readonly connection: Connection;
  readonly organisation: Organisation;
  readonly keyId: string;
}

const NOT_TAKING: Readonly<Record<Exclude<ConnectionState, 'active'>, { is: string; nextStep: string }>> = {
  stopped: { is: 'is stopped', nextStep: 'Stop sending; the organisation has to add the connection again.' },
  paused: { is: 'is paused', nextStep: 'Keep the batch, and send it once the organisation has resumed.' },
  suspended: { is: 'is suspended', nextStep: 'Keep the batch, and send it once the organisation has resumed.' },
  waiting_for_consent: {
    is: 'waits for permission',
    nextStep: 'Keep the batch, and send it once the organisation has given permission.',
  },
};

/** @throws Refusal connection-stopped unless the connection takes deliveries now */
export function requireTaking({ name, state }: Pick<Connection, 'name' | 'state'>): void {
  if (state === 'active') return;
  const { is, nextStep } = NOT_TAKING[state];
  throw new Refusal({
    code: 'connection-stopped',
    detail: `${name} ${is}, so it takes no deliveries now.`,
    whoActs: 'organisation',
    nextStep,
  });
}
