// What a sync that broke off tells: what happened, who acts, what to do.
import type { Fault } from '@illuminate/connector-kit';
import { machineFaultOf } from '../machine-fault.ts';
import { Refusal } from '../refusal.ts';
import { StoreError } from '../warehouse/errors.ts';
import type { Claim } from './claim-sync.ts';
import type { SyncDeps } from './sync-deps.ts';

/** A fault of ours or of the machine, in words that quote nobody. */
export function ourFault(code: string, cause: string, nextStep: string): Fault {
  return { code, cause, whoActs: 'operator', nextStep };
}

/** What is told of an error that is not a box office's. */
export async function faultOfSync(deps: SyncDeps, claim: Claim, err: unknown): Promise<Fault> {
  const ofFresh = claim.trigger === 'resync' ? await freshFault(deps, claim, err) : null;
  return ofFresh ?? faultOf(err, claim.organisation.slug);
}

/** What was loaded from scratch so far may be damaged: it is begun anew, and nothing else is touched. */
async function freshFault(deps: SyncDeps, { organisation, connection }: Claim, err: unknown): Promise<Fault | null> {
  if (!(err instanceof StoreError) || err.code !== 'store-damaged') return null;
  await deps.warehouse.dropFresh({ organisationId: organisation.id, connectionId: connection.id });
  return ourFault(
    'resync-damaged',
    'What was loaded from scratch so far cannot be read; what is in use is not affected.',
    'It begins anew by itself.',
  );
}

function faultOf(err: unknown, slug: string): Fault {
  if (err instanceof Refusal) {
    const { code, detail, whoActs, nextStep } = err.parts;
    return { code, cause: detail, whoActs, nextStep };
  }
  const machine = machineFaultOf(err);
  if (machine !== null) return ourFault(machine.code, machine.cause, machine.nextStep);
  const code = err instanceof Error && 'code' in err && typeof err.code === 'string' ? err.code : '';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return ourFault(
      'out-of-memory',
      'An answer of the box office was too big for the memory a sync may use.',
      'Send the reference to support; nothing that was stored is lost.',
    );
  }
  if (code === 'store-damaged') {
    return ourFault(
      code,
      'The store of this organisation cannot be read; other organisations are not affected.',
      `Put its latest copy in its place: illuminate stores restore ${slug}. Nothing is collected until then.`,
    );
  }
  if (code === 'store-out-of-memory') {
    return ourFault(
      code,
      'The store of this organisation needs more memory than it may use; other organisations are not affected.',
      'It is tried again by itself. If it stays, start with a higher ILLUMINATE_STORE_MEMORY_MB.',
    );
  }
  if (code.startsWith('store-')) {
    return ourFault(
      code,
      err instanceof Error ? err.message : '',
      'It is tried again by itself; the log has more under the reference.',
    );
  }
  return ourFault(
    'internal',
    'Something in Illuminate itself went wrong.',
    'It is tried again by itself; send the reference to support if it stays.',
  );
}
