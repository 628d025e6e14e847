import { describeError } from '../logger.ts';
import { type Claim, renewClaim } from './claim-sync.ts';
import type { SyncRecord } from './record-sync.ts';
import type { SyncDeps } from './sync-deps.ts';
import { ourFault } from './sync-fault.ts';

const HEARTBEATS_A_LEASE = 9;
/** Nothing heard from the extracting thread for this long: it is stuck, whatever its heartbeat says. */
const NO_PROGRESS_MS = 4 * 60_000;
/** A run ends itself after its budget; this is for one that does not. */
const OVERTIME_MS = 2 * 60_000;

/** Heartbeat and the deadlines: worker dead, too long, no progress. What ends the sync is the reason of `stop`. */
export function watchOverSync(
  deps: SyncDeps,
  claim: Claim,
  record: SyncRecord,
  stop: AbortController,
): { stop(): void } {
  const startedAt = deps.clock.monotonic();
  const beat = async (): Promise<void> => {
    if (!(await renewClaim(deps, claim))) {
      stop.abort(ourFault('claim-lost', 'Another sync of this connection has taken over.', 'Nothing to do.'));
    } else if (deps.clock.monotonic() - record.lastSign > NO_PROGRESS_MS) {
      stop.abort(
        ourFault('no-progress', 'Nothing came from the box office for four minutes.', 'It is tried again by itself.'),
      );
    } else if (deps.clock.monotonic() - startedAt > record.budgetMs + OVERTIME_MS) {
      stop.abort(ourFault('overtime', 'The sync took longer than it may.', 'It goes on with the next sync by itself.'));
    }
  };
  const timer = setInterval(
    () => {
      beat().catch((err) => deps.log.warn({ err: describeError(err), sync: claim.syncId }, 'heartbeat failed'));
    },
    (deps.config.leaseSeconds * 1_000) / HEARTBEATS_A_LEASE,
  );
  return { stop: () => clearInterval(timer) };
}
