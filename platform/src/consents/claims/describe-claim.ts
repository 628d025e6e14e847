import type { Connector } from '@illuminate/connector-kit';
import type { Claim } from '@illuminate/contract';
import type { ClaimRow } from '../../control/schema/consents.ts';

/** A claim as the organisation that made it sees it: of others, and of the box office, it tells nothing before it is proven. */
export function describeClaim(claim: ClaimRow, connector: Connector | undefined): Claim {
  const { evidence } = claim;
  const by = evidence?.by;
  const code = claim.state === 'waiting' ? claim.code : null;
  return {
    id: claim.id,
    state: claim.state,
    whyDesk: claim.why_desk,
    client: claim.client,
    code,
    codeUntil: code === null ? null : (claim.code_until?.toISOString() ?? null),
    lookedAt: claim.looked_at?.toISOString() ?? null,
    steps: (connector?.providerConsent?.proof?.steps ?? []).map((step) => step.replaceAll('{code}', code ?? '')),
    provenBy: claim.state === 'proven' && (by === 'code' || by === 'desk' || by === 'operator') ? by : null,
    decidedAt: claim.decided_at?.toISOString() ?? null,
    answer: claim.state === 'declined' && typeof evidence?.note === 'string' ? evidence.note : null,
    startedAt: claim.started_at.toISOString(),
  };
}
