import type { Connection } from '../control/schema/connections.ts';

/** Whether there is anything that a sync of this connection could ask for. What is delivered or uploaded comes by itself. */
export function collects({ method }: Pick<Connection, 'method'>): boolean {
  return method !== 'delivery' && method !== 'upload';
}
