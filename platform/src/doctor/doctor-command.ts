// The doctor of a data folder on which no server runs, or can: npx illuminate doctor
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectors } from '@illuminate/connectors';
import type { DoctorReport, Finding } from '@illuminate/contract';
import { systemClock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../config/start-refused.ts';
import type { ControlBackend } from '../control/control-backend.ts';
import { type DataFolder, openDataFolder, RESTORING_FOLDER } from '../control/data-folder.ts';
import { CONTROL_FOLDER } from '../control/embedded.ts';
import { lookAtLock } from '../control/folder-lock.ts';
import { migrate, newestMigration } from '../control/migrate.ts';
import { openBackend } from '../control/open-backend.ts';
import type { Control } from '../control/open-control.ts';
import { passesCheck, readKeyCheck } from '../keys/key-check.ts';
import { nextKeyFile, readMasterKey } from '../keys/master-key.ts';
import { openKeys } from '../keys/open-keys.ts';
import type { Logger } from '../logger.ts';
import { checkMail } from '../notifications/check-mail.ts';
import { VERSION } from '../version.ts';
import { lookAtStore } from '../warehouse/look-at-store.ts';
import { checkClock } from './check-clock.ts';
import { checkAudit, checkControl, checkDumps } from './check-control.ts';
import { addressIn, checkFolder } from './check-folder.ts';
import { checkBackups, checkJobs } from './check-jobs.ts';
import { checkKeys } from './check-keys.ts';
import { checkProviders } from './check-providers.ts';
import { checkStores } from './check-stores.ts';
import { note, problem, well } from './finding.ts';
import { reportOf } from './run-doctor.ts';

const clock = systemClock;

interface DoctorOffline {
  /** Reads the settings; what it refuses is a finding. */
  readonly readConfig: () => Config;
  readonly log: Logger;
  readonly thorough: boolean;
}

/** Looks a data folder over as far as it can be read, and changes nothing in it. */
export async function doctorOffline({ readConfig, log, thorough }: DoctorOffline): Promise<DoctorReport> {
  const findings: Finding[] = [];
  const report = (server: DoctorReport['server']) => reportOf({ at: clock.now(), version: VERSION, server, findings });
  let config: Config;
  try {
    config = readConfig();
  } catch (err) {
    findings.push(refused({ check: 'settings', subject: 'environment' }, err));
    return report('stopped');
  }
  const { dataFolder, masterKeyFile } = config;
  findings.push(...(await checkFolder(dataFolder)));
  if (!existsSync(join(dataFolder, 'folder.json'))) return report('stopped');
  const holder = lookAtLock(join(dataFolder, 'lock'));
  findings.push(checkLock(dataFolder, holder));
  const isHeld = holder !== null && holder.liveness !== 'dead';
  const isHalf = existsSync(join(dataFolder, RESTORING_FOLDER));
  // Whoever has the folder works on its databases, and a second opener would damage them.
  const opened = isHeld || isHalf ? null : await openFor(config, log, findings);
  if (opened === null) {
    findings.push(...checkKeys({ masterKeyFile, dataFolder, sealedWith: null }));
    findings.push(await checkDumps({ dataFolder, clock, isRunning: false }));
    return report(isHeld ? 'silent' : 'stopped');
  }
  try {
    await examine(opened, config, findings, { log, thorough });
  } catch (err) {
    findings.push(refused({ check: 'control', subject: 'control database' }, err));
  } finally {
    await opened.backend.close();
    opened.folder.release();
  }
  return report('stopped');
}

interface Opened {
  readonly folder: DataFolder;
  readonly backend: ControlBackend;
}

async function openFor(config: Config, log: Logger, findings: Finding[]): Promise<Opened | null> {
  const path = join(config.dataFolder, CONTROL_FOLDER);
  const about = { check: 'control', subject: config.databaseUrl === undefined ? path : 'PostgreSQL' } as const;
  if (config.databaseUrl === undefined && !existsSync(join(path, 'PG_VERSION'))) {
    findings.push(
      problem(
        about,
        'There is no embedded control database here.',
        'If it is on a PostgreSQL server, set DATABASE_URL; if it is lost, restore a dump: npx illuminate control restore FILE.',
      ),
    );
    return null;
  }
  let folder: DataFolder | null = null;
  try {
    folder = await openDataFolder(config.dataFolder, clock);
    if (folder.moved !== null && config.databaseUrl === undefined) {
      const next = 'Set DATABASE_URL to that server.';
      findings.push(problem(about, `The control database was moved to ${folder.moved.to}.`, next));
      folder.release();
      return null;
    }
    return { folder, backend: await openBackend({ config, folder, logger: log }) };
  } catch (err) {
    folder?.release();
    findings.push(refused(about, err));
    return null;
  }
}

async function examine(
  { folder, backend }: Opened,
  config: Config,
  findings: Finding[],
  { log, thorough }: { log: Logger; thorough: boolean },
): Promise<void> {
  const { dataFolder, masterKeyFile } = config;
  const { db, kind } = backend;
  const level = await migrate(db, 0);
  const control: Control = {
    ...{ kind, db, folder, clock, backend },
    requestDump: () => Promise.reject(new TypeError('a doctor changes nothing')),
    close: () => backend.close(),
    [Symbol.asyncDispose]: () => backend.close(),
  };
  findings.push(await checkDumps({ dataFolder, clock, isRunning: false }));
  if (level < newestMigration()) {
    const about = { check: 'control', subject: 'schema' } as const;
    const detail = `It is of an earlier version (${level}; this one brings it to ${newestMigration()}), so the rest was not looked at.`;
    findings.push(...checkKeys({ masterKeyFile, dataFolder, sealedWith: null }));
    findings.push(note(about, detail, 'Start Illuminate, which brings it up to date, and ask again.'));
    return;
  }
  findings.push(...(await checkControl({ db, control, clock })));
  const check = await readKeyCheck(db);
  findings.push(...checkKeys({ masterKeyFile, dataFolder, sealedWith: check?.master_key_id ?? null }));
  if (thorough) findings.push(await checkAudit({ db }));
  const look = (id: string) => lookAtStore(dataFolder, id, { log, thorough });
  findings.push(...(await checkStores({ db, clock, dataFolder, look })));
  findings.push(...(await checkJobs({ db, clock }, false)), await checkBackups({ db, clock }));
  findings.push(await checkClock({ db, clock }, null), await checkMail({ db, config }));
  if (folder.demo) {
    const about = { check: 'providers', subject: 'demo' } as const;
    findings.push(note(about, 'The simulators of a demo run only while it does, so none was asked.'));
    return;
  }
  if (check === undefined || !canUnlock(masterKeyFile, check)) return;
  const keys = await openKeys({ config, control });
  const registry = new Map(connectors.map((connector) => [connector.id, connector]));
  findings.push(...(await checkProviders({ db, keys, connectors: registry, config, clock })));
}

/** Only where that writes nothing: a change of the key that was cut short would be finished. */
function canUnlock(file: string, check: Parameters<typeof passesCheck>[0]): boolean {
  try {
    const key = readMasterKey(file);
    return key !== undefined && passesCheck(check, key) && !existsSync(nextKeyFile(file));
  } catch {
    return false;
  }
}

function checkLock(dataFolder: string, holder: ReturnType<typeof lookAtLock>): Finding {
  const about = { check: 'lock', subject: join(dataFolder, 'lock') } as const;
  if (holder === null) return well(about, 'Nobody has the data folder; Illuminate is stopped.');
  const { pid, liveness } = holder;
  if (liveness === 'dead') {
    return note(
      about,
      `Process ${pid} had the data folder and is gone without having stopped.`,
      'The next start takes it over.',
    );
  }
  const address = addressIn(dataFolder);
  if (liveness === 'unknown') {
    return problem(
      about,
      `A process that cannot be seen from here (${pid}, in another container or on another machine, or before the last reboot) has the data folder.`,
      'Ask that one, or stop it; a start takes the folder over if its lock is not touched for 12 seconds.',
    );
  }
  return problem(
    about,
    `Process ${pid} has the data folder and does not answer${address === null ? '; it may be starting' : ` at ${address}`}.`,
    `Wait a minute and ask again. If it stays so, look in its log, and end it: kill ${pid}.`,
  );
}

function refused(about: Parameters<typeof problem>[0], err: unknown): Finding {
  if (!(err instanceof StartRefused)) {
    return problem(about, 'It cannot be read.', 'Look in the log above for why; restore it from a dump or a backup.');
  }
  const [what = err.message, ...rest] = err.message.split(': ');
  const next = rest.join(': ');
  return problem(
    about,
    next === '' ? what : `${what}.`,
    next === '' ? 'See there.' : `${next.charAt(0).toUpperCase()}${next.slice(1)}`,
  );
}
