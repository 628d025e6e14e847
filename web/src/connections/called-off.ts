import type { ConnectionSummary, Headline } from '@illuminate/contract';

/** Whether it was withdrawn before permission was given: it never collected, and is no part of what is current. */
export const isCalledOff = ({ code }: Pick<Headline, 'code'>): boolean => code === 'CALLED_OFF';

/** Connections that are current, and those that were called off. */
export function withoutCalledOff(connections: readonly ConnectionSummary[]): {
  readonly current: readonly ConnectionSummary[];
  readonly calledOff: readonly ConnectionSummary[];
} {
  return {
    current: connections.filter(({ headline }) => !isCalledOff(headline)),
    calledOff: connections.filter(({ headline }) => isCalledOff(headline)),
  };
}
