import type { PlatformStatus } from '@illuminate/contract';
import type { Reach } from './access/reach.ts';
import { latestPolls } from './connections/gather-facts.ts';
import { allConnections } from './connections/list-connections.ts';
import type { Context } from './context.ts';
import { mailWarnings } from './notifications/check-mail.ts';

/** What is true of this installation as long as it runs. */
export interface Installation {
  readonly version: string;
  readonly startedAt: Date;
  readonly demo: boolean;
  readonly simulators: readonly { readonly provider: string; readonly address: string }[];
}

interface StatusQuestion {
  readonly reach: Reach;
  readonly withConnections: boolean;
}

/** How the platform is, and the connections that are reached, where they are asked for. */
export async function platformStatus(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'connectors' | 'config'>,
  installation: Installation,
  { reach, withConnections }: StatusQuestion,
): Promise<PlatformStatus> {
  const { db, clock, connectors, control } = context;
  const connections = withConnections ? await allConnections(context, reach) : [];
  const schedules = await db.selectFrom('schedules').selectAll().orderBy('name').execute();
  const polls = await latestPolls(db, [...connectors.keys()]);
  // How the platform runs is nobody's business who watches from outside.
  const isInside = reach.all || reach.organisations.length > 0;
  const now = clock.now();
  return {
    version: installation.version,
    startedAt: installation.startedAt.toISOString(),
    now: now.toISOString(),
    demo: installation.demo,
    controlDatabase: control.kind,
    simulators: installation.simulators.map((simulator) => ({ ...simulator })),
    connections,
    schedules: (isInside ? schedules : []).map((schedule) => ({
      name: schedule.name,
      everySeconds: schedule.every_seconds,
      lastStartedAt: schedule.last_started_at?.toISOString() ?? null,
      nextDueAt:
        schedule.last_due_at === null
          ? null
          : new Date(schedule.last_due_at.getTime() + schedule.every_seconds * 1000).toISOString(),
      missed: schedule.missed,
    })),
    consentPolls: (isInside ? [...polls.values()] : []).map(({ provider, at, outcome }) => ({
      provider,
      at: at.toISOString(),
      outcome,
    })),
    // What is wrong beyond one organisation is the operator's and the demo's to see.
    warnings: reach.all ? await warningsOf(context, polls) : [],
  };
}

async function warningsOf(
  { db, connectors, config }: Pick<Context, 'db' | 'connectors' | 'config'>,
  polls: Awaited<ReturnType<typeof latestPolls>>,
): Promise<string[]> {
  const suspended = await db
    .selectFrom('connections')
    .select((eb) => ['provider', eb.fn.countAll<number>().as('connections')])
    .where('state', '=', 'suspended')
    .groupBy('provider')
    .execute();
  const doubtful = suspended.map(({ provider, connections }) => {
    const title = connectors.get(provider)?.title ?? provider;
    const outcome = polls.get(provider)?.outcome;
    const list = outcome === undefined || outcome === 'ok' ? '' : ` Its list of permissions: ${SAY_OUTCOME[outcome]}.`;
    return `Collection is suspended on ${Number(connections)} connection(s) to ${title}.${list} Somebody has to look: resume a connection if permission stands, stop it if it does not.`;
  });
  const waiting = await db
    .selectFrom('connections')
    .select('provider')
    .distinct()
    .where('method', '=', 'provider-consent')
    .where('state', '<>', 'stopped')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('credentials').select('id').whereRef('credentials.provider', '=', 'connections.provider'),
        ),
      ),
    )
    .execute();
  const partnerless = waiting.map(
    ({ provider }) =>
      `There is no partner credential for ${connectors.get(provider)?.title ?? provider}, so nobody's permission can be noticed.`,
  );
  return [...doubtful, ...partnerless, ...(await mailWarnings({ db, config }))];
}

const SAY_OUTCOME = {
  failed: 'could not be read',
  empty: 'came back empty',
  shrunk: 'lost many names at once',
} as const;
