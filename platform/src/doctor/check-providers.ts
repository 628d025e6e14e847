import { ReauthoriseError } from '@illuminate/connector-kit';
import type { Finding } from '@illuminate/contract';
import { boxOfficeConfig } from '../connections/box-office-config.ts';
import { collects } from '../connections/collects.ts';
import { latestPolls } from '../connections/gather-facts.ts';
import { isConnectorError, probeBoxOffice } from '../connections/probe-box-office.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { Refusal } from '../refusal.ts';
import { note, problem, saySpan, warning, well } from './finding.ts';

type Deps = Pick<Context, 'db' | 'keys' | 'connectors' | 'config' | 'clock'>;

const MOST_ASKED = 12;
const CLOCK_TOLERATED_MS = 60_000;

/** Whether box offices can be reached and let us in: one connection for each address that is collected from. */
export async function checkProviders(deps: Deps): Promise<Finding[]> {
  const active = await deps.db
    .selectFrom('connections')
    .selectAll()
    .where('state', '=', 'active')
    .orderBy('name')
    .limit(1_000)
    .execute();
  const byAddress = new Map<string, Connection>();
  for (const connection of active.filter(collects)) {
    const address = JSON.stringify([connection.provider, connection.settings.host ?? null]);
    if (!byAddress.has(address)) byAddress.set(address, connection);
  }
  const asked = [...byAddress.values()].slice(0, MOST_ASKED);
  const findings = (await Promise.all(asked.map((connection) => askOne(deps, connection)))).flat();
  const left = byAddress.size - asked.length;
  if (left > 0) {
    findings.push(note({ check: 'providers', subject: 'others' }, `${left} further addresses were not asked.`));
  }
  if (byAddress.size === 0) {
    findings.push(note({ check: 'providers', subject: 'none' }, 'No connection collects, so no box office was asked.'));
  }
  for (const [provider, { outcome }] of await latestPolls(deps.db, [...deps.connectors.keys()])) {
    if (outcome === 'ok') continue;
    const subject = deps.connectors.get(provider)?.title ?? provider;
    const detail = 'Its list of permissions could not be believed when it was last read.';
    findings.push(warning({ check: 'providers', subject }, detail, 'See npx illuminate status.'));
  }
  return findings;
}

async function askOne(deps: Deps, connection: Connection): Promise<Finding[]> {
  const connector = deps.connectors.get(connection.provider);
  const about = {
    check: 'providers',
    subject: `${connector?.title ?? connection.provider} (${connection.name})`,
  } as const;
  if (connector === undefined) {
    return [problem(about, 'This Illuminate has no connector for it.', 'Start a version that has.')];
  }
  try {
    const { config } = await boxOfficeConfig(deps, connection);
    const { clockOffsetMs = 0 } = await probeBoxOffice(deps, connector, config);
    const off = Math.abs(clockOffsetMs);
    const findings = [well(about, 'It answers and lets us in.')];
    if (off > CLOCK_TOLERATED_MS) {
      const clock = { check: 'clock', subject: about.subject } as const;
      findings.push(
        warning(
          clock,
          `Its clock and this one are ${saySpan(off)} apart.`,
          'Let this machine follow a time server (NTP).',
        ),
      );
    }
    return findings;
  } catch (err) {
    if (err instanceof Refusal) return [warning(about, err.parts.detail, err.parts.nextStep)];
    if (!isConnectorError(err)) throw err;
    const { cause, nextStep } = err.fault;
    return [err instanceof ReauthoriseError ? warning(about, cause, nextStep) : problem(about, cause, nextStep)];
  }
}
