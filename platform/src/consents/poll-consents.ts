import { createHash } from 'node:crypto';
import { type Connector, ConnectorError, type ConnectorIo, type ConsentingClient } from '@illuminate/connector-kit';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { readSetting, storeSetting } from '../control/settings.ts';
import { readPartnerCredential } from '../providers/partner-credential.ts';
import { askBoxOffice } from './ask-box-office.ts';
import { type Claim, type Judgement, judgeList, nameOf, type Verdict } from './judge-list.ts';
import { awaitConsent, grantConsent, suspendCollection, withdrawConsent } from './record-consent.ts';

export interface ConsentPolls {
  /** Reads the list of every provider once. */
  pollAll(): Promise<void>;
  /** Reads one provider's list now; while a reading is under way, one more follows it. */
  poll(providerId: string): Promise<void>;
  /** A box office refused one client during a sync: its provider's list is read at once. */
  refused(connectionId: string): Promise<void>;
  close(): Promise<void>;
}

type Deps = Pick<Context, 'config' | 'control' | 'db' | 'clock' | 'log' | 'keys' | 'connectors' | 'changes' | 'syncs'>;

const READ_MS = 20_000;
const POLLS_KEPT_MS = 7 * 24 * 3_600_000;
/** While permission is in doubt the box office itself is asked, but not for ever. */
const ASK_FOR_MS = 10 * 60_000;

export function createConsentPolls(deps: Deps): ConsentPolls {
  const closing = new AbortController();
  const running = new Map<string, Promise<void>>();
  const following = new Map<string, Promise<void>>();

  const start = (providerId: string): Promise<void> => {
    const poll = pollProvider(deps, providerId, closing.signal).finally(() => running.delete(providerId));
    running.set(providerId, poll);
    return poll;
  };
  const poll = (providerId: string): Promise<void> => {
    const now = running.get(providerId);
    if (now === undefined) return start(providerId);
    const queued =
      following.get(providerId) ??
      now
        .catch(() => undefined)
        .then(() => {
          following.delete(providerId);
          return start(providerId);
        });
    following.set(providerId, queued);
    return queued;
  };
  return {
    poll,
    async pollAll() {
      const ids = [...deps.connectors.values()].filter(({ providerConsent }) => providerConsent).map(({ id }) => id);
      await Promise.all(ids.map((id) => running.get(id) ?? start(id)));
    },
    async refused(connectionId) {
      const connection = await deps.db
        .selectFrom('connections')
        .select(['provider', 'method'])
        .where('id', '=', connectionId)
        .executeTakeFirst();
      if (connection?.method === 'provider-consent') await poll(connection.provider);
    },
    async close() {
      closing.abort();
      await Promise.allSettled([...running.values(), ...following.values()]);
    },
  };
}

async function pollProvider(deps: Deps, providerId: string, stopping: AbortSignal): Promise<void> {
  const connector = deps.connectors.get(providerId);
  if (connector?.providerConsent === undefined || stopping.aborted) return;
  const claims = await claimsOn(deps, providerId);
  if (claims.length === 0) return;
  const partner = await readPartnerCredential(deps, connector);
  if (partner === null) return;

  const read = await readList(deps, connector, partner.settings, stopping);
  if (stopping.aborted) return;
  const key = `consent_list.${providerId}`;
  const before = z
    .array(z.string())
    .catch([])
    .parse(await readSetting(deps.db, key));
  const clients =
    read.clients?.map(({ client, allowedSince }) => ({ client: fingerprint(client), allowedSince })) ?? null;
  const judgement = judgeList({
    clients,
    before,
    claims: claims.map((claim) => ({ ...claim, client: fingerprint(claim.client) })),
  });
  await recordPoll(deps, providerId, judgement, read);
  if (judgement.believed !== null) await storeSetting(deps.db, key, judgement.believed);

  const whole = new Map(claims.map((claim) => [claim.connectionId, claim]));
  const failures: unknown[] = [];
  for (const verdict of judgement.verdicts) {
    // The claim with the client's name instead of its fingerprint.
    const claim = whole.get(verdict.claim.connectionId);
    if (claim === undefined || stopping.aborted) continue;
    // One connection that somebody has just moved does not keep the others waiting.
    await carryOut(deps, { verdict, claim, judgement, stopping }).catch((err: unknown) => {
      failures.push(err);
      deps.log.error(
        { err, connection: claim.connectionId, verdict: verdict.kind },
        'a verdict could not be carried out',
      );
    });
  }
  if (failures.length > 0) throw failures[0];
}

interface CarryOut {
  readonly verdict: Verdict;
  readonly claim: ClaimHere;
  readonly judgement: Judgement;
  readonly stopping: AbortSignal;
}

async function carryOut(deps: Deps, { verdict, claim, judgement, stopping }: CarryOut): Promise<void> {
  const evidence = {
    source: 'list of consenting clients',
    list: judgement.outcome,
    readAt: deps.clock.now().toISOString(),
  };
  switch (verdict.kind) {
    case 'grant':
      return grantConsent(deps, claim, { ...evidence, allowedSince: verdict.allowedSince });
    case 'withdraw':
      return withdrawConsent(deps, claim, evidence);
    case 'await':
      return awaitConsent(deps, claim, evidence);
    case 'suspend':
      return suspendCollection(deps, claim, verdict.reason, evidence);
    case 'ask': {
      if (claim.state === 'suspended' && deps.clock.now().getTime() - claim.stateAt.getTime() > ASK_FOR_MS) return;
      const refused = await askBoxOffice(deps, claim.connectionId, stopping);
      if (refused) await withdrawConsent(deps, claim, { ...evidence, boxOffice: 'refuses this client' });
    }
  }
}

/** Who else has consented is nobody's business, so names are remembered by fingerprint only. */
const fingerprint = (client: string): string => createHash('sha256').update(nameOf(client)).digest('hex').slice(0, 24);

interface ClaimHere extends Claim {
  readonly stateAt: Date;
}

async function claimsOn({ db }: Deps, provider: string): Promise<ClaimHere[]> {
  const rows = await db
    .selectFrom('connections')
    .select((eb) => [
      'id',
      'state',
      'state_reason',
      'state_at',
      'settings',
      eb
        .exists(
          eb
            .selectFrom('consents')
            .select('consents.id')
            .whereRef('consents.connection_id', '=', 'connections.id')
            .where('consents.state', '=', 'granted'),
        )
        .as('consented'),
    ])
    .where('provider', '=', provider)
    .where('method', '=', 'provider-consent')
    // Nothing follows from a list before the client is known to be theirs, and they have agreed.
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('claims')
          .select('claims.id')
          .whereRef('claims.connection_id', '=', 'connections.id')
          .where('claims.state', '=', 'proven')
          .where('claims.ended_at', 'is', null),
      ),
    )
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('agreements')
          .select('agreements.id')
          .whereRef('agreements.connection_id', '=', 'connections.id')
          .where('agreements.ended_at', 'is', null),
      ),
    )
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    connectionId: row.id,
    client: String(row.settings.client),
    state: row.state,
    stateReason: row.state_reason,
    stateAt: row.state_at,
    consented: Boolean(row.consented),
  }));
}

interface ListRead {
  readonly clients: readonly ConsentingClient[] | null;
  /** The fault's code where it could not be read. */
  readonly detail: string | null;
}

async function readList(deps: Deps, connector: Connector, partner: unknown, stopping: AbortSignal): Promise<ListRead> {
  const io: ConnectorIo = { allowLoopback: deps.config.allowLoopback, onRequest: () => undefined };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(READ_MS)]);
  try {
    const clients = await connector.providerConsent?.listConsentingClients(partner, io, signal);
    return { clients: clients ?? null, detail: null };
  } catch (err) {
    const detail = err instanceof ConnectorError ? err.fault.code : 'unexpected';
    if (!stopping.aborted) {
      deps.log.warn({ err, code: detail, provider: connector.id }, 'the list of consenting clients could not be read');
    }
    return { clients: null, detail };
  }
}

async function recordPoll(
  { db, clock }: Deps,
  provider: string,
  { outcome }: Judgement,
  read: ListRead,
): Promise<void> {
  const at = clock.now();
  await db
    .insertInto('consent_polls')
    .values({ provider, at, outcome, clients_count: read.clients?.length ?? null, detail: read.detail })
    .execute();
  await db
    .deleteFrom('consent_polls')
    .where('at', '<', new Date(at.getTime() - POLLS_KEPT_MS))
    .execute();
}
