import type { Connection, ConnectionState } from '../control/schema/connections.ts';

/** A move as the audit trail tells it. */
export interface ToldMove {
  readonly at: Date;
  readonly action: string;
  /** Null of the entry with which a stopped connection was connected again, which is no move of the table. */
  readonly from: ConnectionState | null;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * When a connection was collecting, newest first: walked back from what it is now by its moves, the newest first. Where the moves
 * do not reach back to its beginning, it is taken to have been then what the oldest of them found.
 */
export function collectingSpans(
  connection: Pick<Connection, 'state' | 'created_at'>,
  moves: readonly ToldMove[],
  now: Date,
): Span[] {
  const spans: Span[] = [];
  let state: ConnectionState = connection.state;
  let to = now.getTime();
  const reach = (from: number): void => {
    if (state === 'active' && from < to) spans.push({ from, to });
    to = from;
  };
  for (const move of moves) {
    reach(move.at.getTime());
    state = move.from ?? 'stopped';
  }
  reach(connection.created_at.getTime());
  return spans;
}

/** How much of a time the spans cover, in ms. */
export function covered(spans: readonly Span[], { from, to }: Span): number {
  return spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)), 0);
}
