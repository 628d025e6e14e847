import type { Connection as ConnectionAnswer, ConnectionSummary, DeliveryStanding } from '@illuminate/contract';
import { LEGAL_ROLE, PURPOSE, SEEN_BY } from '../consents/agreement/agreement-text.ts';
import { describeAgreement } from '../consents/agreement/describe-agreement.ts';
import { describeClaim } from '../consents/claims/describe-claim.ts';
import { openClaim } from '../consents/claims/open-claim.ts';
import { sayEvidence } from '../consents/receipts/say-evidence.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { stepsFor } from '../providers/list-providers.ts';
import { sourcesOf } from '../sources/sources-of-connection.ts';
import { readCapabilities } from './capabilities.ts';
import { collects } from './collects.ts';
import type { DeliveryStatusFacts } from './delivery-facts.ts';
import { describeSync, streamFaultOf } from './describe-sync.ts';
import { completeTo } from './freshness.ts';
import { type ConnectionFacts, gatherFacts } from './gather-facts.ts';
import { NEVER_COLLECTED } from './never-collected.ts';
import { readDays } from './read-days.ts';
import { statusOf } from './status.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors'>;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A connection as lists have it, from its facts. */
export function summaryOf(gathered: ConnectionFacts): ConnectionSummary {
  const { connection, organisation, connector, running, last, held, progress } = gathered;
  const { headline, facts } = statusOf(gathered.status);
  return {
    id: connection.id,
    name: connection.name,
    view: 'whole',
    organisation: {
      slug: organisation.slug,
      name: organisation.name,
      zone: organisation.zone,
      currency: organisation.currency,
    },
    provider: { id: connection.provider, title: connector?.title ?? connection.provider },
    method: connection.method,
    state: connection.state,
    headline,
    facts,
    progress,
    counts: held,
    salesSupplied: salesSupplied(gathered),
    dataTo: iso(completeTo(gathered.status)),
    runningSync: running === null ? null : describeSync(running, connection.name),
    lastSync: last === null ? null : describeSync(last, connection.name),
    nextSyncAt: iso(gathered.nextSyncAt),
    deliveries: gathered.deliveries === null ? null : describeStanding(gathered.deliveries),
  };
}

function describeStanding(deliveries: DeliveryStatusFacts): DeliveryStanding {
  const span = ({ from, to }: { from: number; to: number }) => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  return {
    nextSequence: deliveries.nextSequence,
    lastSequence: deliveries.lastSequence,
    lastLoadedAt: iso(deliveries.lastLoadedAt),
    coveredTo: iso(deliveries.coveredTo),
    gaps: deliveries.gaps.map(({ from, to, covers }) => ({ from, to, covers: covers === null ? null : span(covers) })),
    holes: deliveries.holes.map(span),
    open: deliveries.open,
    refused: deliveries.refused.map(({ at, ...refused }) => ({ ...refused, at: at.toISOString() })),
    waitingTickets: deliveries.waitingTickets,
    keys: deliveries.keys,
  };
}

/** A feed of what is on has no sales; they may still come another way. */
function salesSupplied({ connection, connector, held }: ConnectionFacts): boolean {
  const readsOrders = connector === undefined || connector.streams.some(({ name }) => name === 'orders');
  return readsOrders || !collects(connection) || held.orders > 0;
}

/** Connections as lists show them, in the order given. */
export async function describeConnections(
  deps: Deps,
  connections: readonly Connection[],
): Promise<ConnectionSummary[]> {
  return (await gatherFacts(deps, connections)).map(summaryOf);
}

/** One connection, whole. */
export async function describeConnection(deps: Deps, connection: Connection): Promise<ConnectionAnswer> {
  const [gathered] = await gatherFacts(deps, [connection]);
  if (gathered === undefined) throw new TypeError('facts of one connection are one');
  const { db } = deps;
  const { connector } = gathered;
  const credential = await db
    .selectFrom('credentials')
    .select(['last_four', 'created_at', 'rotated_at', 'last_used_at'])
    .where('connection_id', '=', connection.id)
    .executeTakeFirst();
  const consent = await db
    .selectFrom('consents')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .orderBy('since', 'desc')
    .limit(1)
    .executeTakeFirst();
  const claim = await openClaim(db, connection.id);
  const agreement = await db
    .selectFrom('agreements')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const streams = await db
    .selectFrom('stream_states')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .orderBy('stream')
    .execute();
  const { signedInAs, sees, cannotSee, notSupplied } = readCapabilities(connection);
  return {
    ...summaryOf(gathered),
    settings: Object.fromEntries(Object.entries(connection.settings).map(([name, value]) => [name, String(value)])),
    credential:
      credential === undefined
        ? null
        : {
            lastFour: credential.last_four,
            setAt: (credential.rotated_at ?? credential.created_at).toISOString(),
            lastUsedAt: iso(credential.last_used_at),
          },
    consent:
      consent === undefined
        ? null
        : {
            client: consent.client,
            since: consent.since.toISOString(),
            evidence: sayEvidence(consent.evidence, gathered.organisation.zone),
            endedAt: iso(consent.ended_at),
          },
    claim: claim === undefined ? null : describeClaim(claim, connector),
    agreement: agreement === undefined ? null : describeAgreement(agreement),
    historyFrom: connection.history_from,
    syncEverySeconds: connection.sync_every_seconds,
    signedInAs,
    sees,
    cannotSee,
    notSupplied,
    collects: (connector?.streams ?? []).map(({ name, keeps, inWords }) => ({
      stream: name,
      inWords: inWords ?? null,
      fields: [...keeps],
    })),
    purpose: PURPOSE,
    legalRole: LEGAL_ROLE,
    seenBy: SEEN_BY,
    neverCollects: NEVER_COLLECTED,
    streams: streams.map((state) => ({
      stream: state.stream,
      lastSuccessAt: iso(state.last_success_at),
      failures: state.failures,
      retryAt: state.failures > 0 ? iso(state.backoff_until) : null,
      lastFailure: state.failures > 0 ? streamFaultOf(state) : null,
    })),
    sources: await sourcesOf(db, connection),
    days: await readDays(deps, connection, gathered.organisation.zone),
    steps: connector === undefined ? [] : stepsFor(connector, connection.method),
    createdAt: connection.created_at.toISOString(),
  };
}
