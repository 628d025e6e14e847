// What a reading of a provider's list of consenting clients means for the connections that rest on it. Pure.

import type { StateReason } from '../connections/status-facts.ts';
import type { ConnectionState } from '../control/schema/connections.ts';
import type { PollOutcome } from '../control/schema/consents.ts';

/** A connection that rests on a client's consent. */
export interface Claim {
  readonly connectionId: string;
  readonly client: string;
  readonly state: ConnectionState;
  readonly stateReason: string | null;
  /** Whether consent is on record as granted. */
  readonly consented: boolean;
}

export type Verdict =
  | { readonly kind: 'grant'; readonly claim: Claim; readonly allowedSince: string | null }
  | { readonly kind: 'withdraw'; readonly claim: Claim }
  /** After a restore: permission was not given before, and is not now. */
  | { readonly kind: 'await'; readonly claim: Claim }
  | { readonly kind: 'suspend'; readonly claim: Claim; readonly reason: StateReason }
  /** The list alone proves nothing here: ask the box office itself whether permission still stands. */
  | { readonly kind: 'ask'; readonly claim: Claim };

export interface Judgement {
  readonly outcome: PollOutcome;
  readonly verdicts: readonly Verdict[];
  /** The names to compare the next reading with; null to keep those of before. */
  readonly believed: readonly string[] | null;
}

export interface Reading {
  /** Null when the list could not be read. */
  readonly clients: readonly { readonly client: string; readonly allowedSince: string | null }[] | null;
  /** The names of the last list that was believed. */
  readonly before: readonly string[];
  readonly claims: readonly Claim[];
}

/** A list that loses at least so many names, and more than this share, is not believed. */
const MASS_LOSS_AT_LEAST = 3;
const MASS_LOSS_SHARE = 0.2;

export function judgeList({ clients, before, claims }: Reading): Judgement {
  if (clients === null) {
    return { outcome: 'failed', verdicts: claims.flatMap(suspended('consent-list-failed')), believed: null };
  }
  const named = new Map(clients.map(({ client, allowedSince }) => [nameOf(client), allowedSince]));
  const present = claims.filter(({ client }) => named.has(nameOf(client)));
  const missing = claims.filter(({ client }) => !named.has(nameOf(client)));
  const known = new Set([
    ...before,
    ...claims.filter(({ consented }) => consented).map(({ client }) => nameOf(client)),
  ]);
  const lost = [...known].filter((name) => !named.has(name)).length;
  const mass = lost >= MASS_LOSS_AT_LEAST && lost > MASS_LOSS_SHARE * known.size;
  const outcome: PollOutcome = named.size === 0 ? 'empty' : mass ? 'shrunk' : 'ok';

  const granted = present.filter(waitsForGrant).map(
    (claim): Verdict => ({
      kind: 'grant',
      claim,
      allowedSince: named.get(nameOf(claim.client)) ?? null,
    }),
  );
  const gone = missing.flatMap(
    outcome === 'ok' ? withdrawn : suspended(outcome === 'empty' ? 'consent-list-empty' : 'consent-list-shrunk'),
  );
  const asked =
    outcome === 'empty' && !mass ? missing.filter(isHeldBack).map((claim): Verdict => ({ kind: 'ask', claim })) : [];
  const undecided = missing.some((claim) => isHeldBack(claim) || claim.stateReason === 'resumed-against-list');
  const believed = outcome === 'ok' || !undecided ? [...named.keys()] : null;
  return { outcome, verdicts: [...granted, ...gone, ...asked], believed };
}

/** Client names are one word whose case means nothing at the address they stand in. */
export const nameOf = (client: string): string => client.toLowerCase();

const isListReason = (reason: string | null): boolean => reason?.startsWith('consent-list-') === true;

function waitsForGrant({ state, stateReason }: Claim): boolean {
  switch (state) {
    case 'waiting_for_consent':
    case 'suspended':
      return true;
    case 'active':
      return stateReason === 'resumed-against-list';
    case 'stopped':
      // Whoever stopped by hand starts by hand.
      return stateReason === 'consent-withdrawn';
    case 'paused':
      return false;
  }
}

const withdrawn = (claim: Claim): Verdict[] => {
  if (claim.state === 'stopped') return [];
  if (claim.consented) return [{ kind: 'withdraw', claim }];
  return claim.state === 'suspended' ? [{ kind: 'await', claim }] : [];
};

/** Collected from now, or held back already because of the list. */
const isHeldBack = ({ state, stateReason }: Claim): boolean =>
  (state === 'active' && stateReason !== 'resumed-against-list') ||
  (state === 'suspended' && isListReason(stateReason));

const suspended =
  (reason: StateReason) =>
  (claim: Claim): Verdict[] => {
    if (!isHeldBack(claim) || claim.stateReason === reason) return [];
    // That a list fails says less than what it said before it failed.
    if (claim.state === 'suspended' && reason === 'consent-list-failed') return [];
    return [{ kind: 'suspend', claim, reason }];
  };
