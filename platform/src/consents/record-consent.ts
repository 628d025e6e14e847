import { moveConnection } from '../connections/move-connection.ts';
import type { StateReason } from '../connections/status-facts.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import { excuseRefusals } from '../syncs/excuse-refusals.ts';
import { forgetStreamFailures } from '../syncs/stream-states.ts';
import type { Claim } from './judge-list.ts';
import { issueReceipt } from './receipts/issue-receipt.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'syncs' | 'connectors' | 'keys'>;

/** What a consent, or its end, rests on; shown to people and kept for good. */
export interface Evidence {
  readonly source: string;
  readonly [detail: string]: unknown;
}

const BY_BOX_OFFICE = 'the box office';

export async function grantConsent(deps: Deps, claim: Claim, evidence: Evidence): Promise<void> {
  const state = await moveConnection(deps, {
    connectionId: claim.connectionId,
    move: 'grant',
    actor: BY_BOX_OFFICE,
    reason: null,
    details: { client: claim.client, evidence },
    also: async (trx, connection, now) => {
      const granted = await trx
        .insertInto('consents')
        .values({
          id: newId('cns'),
          connection_id: connection.id,
          client: claim.client,
          state: 'granted',
          evidence: json(evidence),
          since: now,
          ended_at: null,
        })
        // It is granted already where collection was only suspended.
        .onConflict((conflict) => conflict.column('connection_id').where('state', '=', 'granted').doNothing())
        .returning('id')
        .executeTakeFirst();
      const connector = deps.connectors.get(connection.provider);
      const receipt = { connector, connectionId: connection.id, kind: 'given', actor: BY_BOX_OFFICE, now } as const;
      if (granted !== undefined) await issueReceipt(deps, trx, receipt);
      await forgetStreamFailures(trx, connection.id);
    },
  });
  if (state === 'active' && claim.state !== 'active') await deps.syncs.request(claim.connectionId, 'consent');
}

/** Collection ends first, then the end is recorded, then nothing that slipped in between is left running. */
export async function withdrawConsent(deps: Deps, claim: Claim, evidence: Evidence): Promise<void> {
  await deps.syncs.cancel(claim.connectionId, 'consent-withdrawn');
  await moveConnection(deps, {
    connectionId: claim.connectionId,
    move: 'withdraw',
    actor: BY_BOX_OFFICE,
    reason: 'consent-withdrawn',
    details: { client: claim.client, evidence },
    also: async (trx, connection, now) => {
      const ended = await trx
        .updateTable('consents')
        .set({ state: 'withdrawn', ended_at: now })
        .where('connection_id', '=', connection.id)
        .where('state', '=', 'granted')
        .returning('since')
        .executeTakeFirst();
      const connector = deps.connectors.get(connection.provider);
      const receipt = { connector, connectionId: connection.id, kind: 'withdrawn', actor: BY_BOX_OFFICE, now } as const;
      await issueReceipt(deps, trx, receipt);
      if (ended !== undefined) await excuseRefusals(trx, connection.id, ended.since);
    },
    atOnce: () => deps.syncs.cancel(claim.connectionId, 'consent-withdrawn'),
  });
}

/** No withdrawal is recorded: collection only stops until the list can be believed or a person decides. */
export async function suspendCollection(
  deps: Deps,
  claim: Claim,
  reason: StateReason,
  evidence: Evidence,
): Promise<void> {
  await deps.syncs.cancel(claim.connectionId, reason);
  await moveConnection(deps, {
    connectionId: claim.connectionId,
    move: 'suspend',
    actor: 'system',
    reason,
    details: { client: claim.client, evidence },
    atOnce: () => deps.syncs.cancel(claim.connectionId, reason),
  });
}

/** Permission that was not given before is not given now; it is waited for. */
export async function awaitConsent(deps: Deps, claim: Claim, evidence: Evidence): Promise<void> {
  await moveConnection(deps, {
    connectionId: claim.connectionId,
    move: 'await',
    actor: BY_BOX_OFFICE,
    reason: null,
    details: { client: claim.client, evidence },
  });
}
