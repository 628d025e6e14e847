// The facts of many connections at once: one query per table, whatever their number.
import type { Connector } from '@illuminate/connector-kit';
import type { Progress } from '@illuminate/contract';
import { type Kysely, sql } from 'kysely';
import { nameOfActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { PollOutcome } from '../control/schema/consents.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { Sync } from '../control/schema/syncs.ts';
import type { ControlTables } from '../control/schema.ts';
import { takesDeliveries } from '../deliveries/takes-deliveries.ts';
import { readStandings } from '../matching/match-standings.ts';
import { readDamages } from '../organisations/store-damages.ts';
import { canReadAgain } from '../reconciliation/can-read-again.ts';
import { differenceFacts } from '../reconciliation/difference-facts.ts';
import { undecidedOverlaps } from '../sources/two-sources.ts';
import { nextSyncAt } from '../syncs/next-sync.ts';
import { readBackoffs } from '../syncs/read-backoffs.ts';
import { REWORKS } from '../syncs/reworks.ts';
import { readCapabilities } from './capabilities.ts';
import { collects } from './collects.ts';
import { credentialNeeded } from './credential-needed.ts';
import type { DeliveryStatusFacts } from './delivery-facts.ts';
import { faultOf, streamFaultOf } from './describe-sync.ts';
import { gatherDeliveries, standingsOf } from './gather-deliveries.ts';
import { type HeldCounts, heldOf } from './held-counts.ts';
import { latestSyncs } from './latest-syncs.ts';
import type { StatusFacts } from './status-facts.ts';
import { gatherUploads } from './upload-facts.ts';

/** What a list or a page of connections is drawn from. */
export interface ConnectionFacts {
  readonly connection: Connection;
  readonly organisation: Organisation;
  readonly connector: Connector | undefined;
  readonly status: StatusFacts;
  readonly running: Sync | null;
  readonly last: Sync | null;
  /** What the store holds. */
  readonly held: HeldCounts;
  /** Null where none are taken. */
  readonly deliveries: DeliveryStatusFacts | null;
  readonly progress: Progress | null;
  readonly nextSyncAt: Date | null;
}

type Deps = Pick<Context, 'db' | 'clock' | 'connectors'>;

/** At most 500 connections at a time. */
export async function gatherFacts(deps: Deps, connections: readonly Connection[]): Promise<ConnectionFacts[]> {
  if (connections.length === 0) return [];
  const { db, clock, connectors } = deps;
  const ids = connections.map(({ id }) => id);
  const organisations = await byKey(
    db
      .selectFrom('organisations')
      .selectAll()
      .where('id', 'in', [...new Set(connections.map(({ organisation_id }) => organisation_id))])
      .execute(),
    ({ id }) => id,
  );
  const damages = await readDamages(db, [...organisations.keys()]);
  const providers = [...new Set(connections.map(({ provider }) => provider))];
  const credentials = await db
    .selectFrom('credentials')
    .select(['connection_id', 'provider', 'rejected_at', 'last_used_at'])
    .where((eb) => eb.or([eb('connection_id', 'in', ids), eb('provider', 'in', providers)]))
    .execute();
  const consents = await byKey(
    db
      .selectFrom('consents')
      .select(['connection_id', 'state', 'since', 'ended_at'])
      .distinctOn('connection_id')
      .where('connection_id', 'in', ids)
      .orderBy('connection_id')
      .orderBy('since', 'desc')
      .execute(),
    ({ connection_id }) => connection_id,
  );
  const claims = await byKey(
    db
      .selectFrom('claims')
      .select(['connection_id', 'state', 'code_until'])
      .where('connection_id', 'in', ids)
      .where('ended_at', 'is', null)
      .execute(),
    ({ connection_id }) => connection_id,
  );
  const agreements = await byKey(
    db
      .selectFrom('agreements')
      .select(['connection_id', 'review_on'])
      .where('connection_id', 'in', ids)
      .where('ended_at', 'is', null)
      .execute(),
    ({ connection_id }) => connection_id,
  );
  const polls = await latestPolls(db, providers);
  const streams = await byKey(
    db
      .selectFrom('stream_states')
      .selectAll()
      .distinctOn('connection_id')
      .where('connection_id', 'in', ids)
      .where('failures', '>', 0)
      .orderBy('connection_id')
      .orderBy('failures', 'desc')
      .execute(),
    ({ connection_id }) => connection_id,
  );
  const latest = await latestSyncs(db, ids);
  const inFailure = ids.filter((id) => latest.get(id)?.judged?.state === 'failed');
  const failing =
    inFailure.length === 0 ? new Map<string, { ended_at: Date | null }>() : await firstFailures(db, inFailure);
  const overlaps = await undecidedOverlaps(db, ids);
  const delivered = await gatherDeliveries(
    db,
    connections.filter(({ provider }) => takesDeliveries(connectors.get(provider))).map(({ id }) => id),
  );
  const uploaded = await gatherUploads(
    db,
    connections.filter(({ method }) => method === 'upload').map(({ id }) => id),
  );
  const uploadStandings = await standingsOf(db, [...uploaded.keys()]);
  const differences = await differenceFacts(db, ids);
  const unsorted = await byKey(
    db
      .selectFrom('unsorted_ticket_types')
      .select(['connection_id', 'unsorted'])
      .where('connection_id', 'in', ids)
      .execute(),
    ({ connection_id }) => connection_id,
  );
  const standings = await readStandings(db, ids);
  const now = clock.now();
  const backoffs = await readBackoffs(db, ids, now);

  return connections.map((connection): ConnectionFacts => {
    const organisation = organisations.get(connection.organisation_id);
    if (organisation === undefined) throw new TypeError('a connection without its organisation');
    const connector = connectors.get(connection.provider);
    const credential = credentials.find(({ connection_id, provider }) =>
      connection.method === 'provider-consent' ? provider === connection.provider : connection_id === connection.id,
    );
    const consent = consents.get(connection.id);
    const claim = claims.get(connection.id);
    const agreement = agreements.get(connection.id);
    const poll = polls.get(connection.provider);
    const worst = streams.get(connection.id);
    const syncs = latest.get(connection.id) ?? {};
    const runningNow = syncs.running ?? null;
    const lastEnded = syncs.ended ?? null;
    const lastJudged = syncs.judged ?? null;
    const lastCounted = syncs.counted ?? null;
    const progress = (syncs.progressed?.progress ?? null) as Progress | null;
    const { standing = null, facts: deliveries = null } = delivered.get(connection.id) ?? {};
    const uploads = uploaded.get(connection.id) ?? null;
    const held = heldOf(lastCounted, standing ?? uploadStandings.get(connection.id) ?? null);
    const next =
      connection.state !== 'active' || !collects(connection)
        ? null
        : nextSyncAt(
            {
              everySeconds: connection.sync_every_seconds,
              last: lastSyncOf(runningNow ?? lastEnded),
              backoff: backoffs.get(connection.id) ?? null,
            },
            now,
          );
    const status: StatusFacts = {
      now,
      zone: organisation.zone,
      organisation: organisation.slug,
      providerTitle: connector?.title ?? connection.provider,
      method: connection.method,
      state: connection.state,
      stateReason: connection.state_reason,
      stateBy: nameOfActor(connection.state_by),
      stateAt: connection.state_at,
      createdAt: connection.created_at,
      consent: consent === undefined ? null : { state: consent.state, at: consent.ended_at ?? consent.since },
      claim: claim === undefined ? null : { state: claim.state, codeUntil: claim.code_until },
      agreement: agreement === undefined ? null : { reviewOn: agreement.review_on },
      consentList: poll === undefined ? null : { outcome: poll.outcome, at: poll.at },
      credential:
        credential === undefined ? null : { rejectedAt: credential.rejected_at, lastUsedAt: credential.last_used_at },
      credentialNeeded: credentialNeeded(connector, connection.method),
      hasHistory: connector?.streams.some(({ window }) => window !== undefined) ?? true,
      cannotSee: readCapabilities(connection).cannotSee,
      running: runningNow === null ? null : syncFacts(runningNow),
      lastEnded: lastJudged === null ? null : syncFacts(lastJudged),
      lastSuccessAt: syncs.succeeded?.ended_at ?? null,
      failingSince: failing.get(connection.id)?.ended_at ?? null,
      worstStream:
        worst === undefined
          ? null
          : {
              stream: worst.stream,
              failures: worst.failures,
              retryAt: worst.backoff_until,
              fault: streamFaultOf(worst),
            },
      progress,
      storeDamagedAt: damages.get(organisation.id) ?? null,
      events: held.events,
      rejects: held.unread,
      // One that was found before the zone was set anew says nothing of the new one.
      clockDifference: held.clockDifference?.zone === organisation.zone ? held.clockDifference.ms : null,
      twoSources: overlaps.get(connection.id) ?? null,
      differs: differences.get(connection.id) ?? null,
      canReadAgain: canReadAgain(connection, connector),
      sales:
        held.sales === null ? null : { latestAt: new Date(held.sales.latestAt), usualGapMs: held.sales.usualGapMs },
      unsortedTicketTypes: unsorted.get(connection.id)?.unsorted ?? null,
      matches: standings.get(connection.id) ?? null,
      dataTo:
        (collects(connection) ? (dataToOf(runningNow) ?? dataToOf(lastCounted) ?? dataToOf(lastEnded)) : null) ??
        deliveries?.coveredTo ??
        uploads?.coveredTo ??
        null,
      syncEverySeconds: connection.sync_every_seconds,
      nextSyncAt: next,
      deliveries,
      uploads,
    };
    return {
      connection,
      organisation,
      connector,
      status,
      running: runningNow,
      last: lastEnded,
      held,
      deliveries,
      progress,
      nextSyncAt: next,
    };
  });
}

function dataToOf(sync: Sync | null): Date | null {
  const dataTo = sync?.counts?.dataTo;
  return typeof dataTo === 'string' ? new Date(dataTo) : null;
}

const syncFacts = (sync: Sync) => ({
  startedAt: sync.started_at,
  endedAt: sync.ended_at,
  state: sync.state,
  failure: faultOf(sync),
});

function lastSyncOf(sync: Sync | null) {
  if (sync === null) return null;
  const progress = sync.progress as Progress | null;
  return {
    state: sync.state,
    startedAt: sync.started_at,
    endedAt: sync.ended_at,
    historyComplete: progress?.complete ?? true,
  };
}

async function byKey<T>(rows: Promise<T[]>, keyOf: (row: T) => string): Promise<Map<string, T>> {
  return new Map((await rows).map((row) => [keyOf(row), row]));
}

/** The first sync that failed since one went well: when what is the matter began. */
function firstFailures(db: Kysely<ControlTables>, ids: readonly string[]) {
  return byKey(
    db
      .selectFrom('connections')
      .innerJoinLateral(
        (eb) =>
          eb
            .selectFrom('syncs')
            .select(['syncs.connection_id', 'syncs.ended_at'])
            .whereRef('syncs.connection_id', '=', 'connections.id')
            .where('syncs.state', '=', 'failed')
            .where('syncs.trigger', 'not in', [...REWORKS])
            .where(
              'syncs.queued_at',
              '>',
              sql<Date>`coalesce((select max(queued_at) from syncs well
                where well.connection_id = connections.id and well.state = 'succeeded'
                and well.trigger not in ('replay', 'resync')), '-infinity')`,
            )
            .orderBy('syncs.queued_at')
            .limit(1)
            .as('first'),
        (join) => join.onTrue(),
      )
      .select(['first.connection_id', 'first.ended_at'])
      .where('connections.id', 'in', ids)
      .execute(),
    ({ connection_id }) => connection_id,
  );
}

export async function latestPolls(
  db: Kysely<ControlTables>,
  providers: readonly string[],
): Promise<Map<string, { provider: string; at: Date; outcome: PollOutcome }>> {
  if (providers.length === 0) return new Map();
  return byKey(
    db
      .selectFrom('consent_polls')
      .select(['provider', 'at', 'outcome'])
      .distinctOn('provider')
      .where('provider', 'in', providers)
      .orderBy('provider')
      .orderBy('at', 'desc')
      .execute(),
    ({ provider }) => provider,
  );
}
