import type { DoctorReport, Finding } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { checkMail } from '../notifications/check-mail.ts';
import { scanOne } from '../organisations/scan-stores.ts';
import type { Installation } from '../platform-status.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import { checkClock } from './check-clock.ts';
import { checkAudit, checkControl, checkDumps } from './check-control.ts';
import { checkFolder } from './check-folder.ts';
import { checkBackups, checkJobs } from './check-jobs.ts';
import { checkKeys } from './check-keys.ts';
import { checkProviders } from './check-providers.ts';
import { checkStores } from './check-stores.ts';
import { well } from './finding.ts';

/** A doctor for the installation that runs in this process. `thorough` reads every block of every store, and the audit trail. */
export function createDoctor(
  context: Context,
  { version }: Pick<Installation, 'version'>,
): (thorough: boolean) => Promise<DoctorReport> {
  const { config, clock, keys, warehouse, control, db } = context;
  const start = { wall: clock.now().getTime(), monotonic: clock.monotonic() };
  const dataFolder = control.folder.path;
  return async (thorough) => {
    const findings: Finding[] = [
      ...(await checkFolder(dataFolder)),
      well({ check: 'lock', subject: dataFolder }, `Process ${process.pid} has it, which is this server.`),
      ...checkKeys({
        masterKeyFile: config.masterKeyFile,
        dataFolder,
        sealedWith: keys.backupKey(Buffer.alloc(0)).masterKeyId,
      }),
      ...(await checkControl(context)),
      await checkDumps({ dataFolder, clock, isRunning: true }),
      ...(thorough ? [await checkAudit(context)] : []),
      ...(await checkStores({
        db,
        clock,
        dataFolder,
        look: (id) => (thorough ? scanOne(context, id) : look(warehouse, id)),
      })),
      ...(await checkJobs(context, true)),
      await checkBackups(context),
      await checkClock(context, start),
      ...(await checkProviders(context)),
      await checkMail(context),
    ];
    return reportOf({ at: clock.now(), version, server: 'running', findings });
  };
}

/** Opens it and asks it something; the blocks that hold its rows are not read. */
async function look(warehouse: Context['warehouse'], organisationId: string): Promise<{ rows: number } | null> {
  if (await hasNoStore(warehouse.folders, organisationId)) return null;
  return warehouse.withStore(organisationId, async (store) => {
    const [row] = await store.query('SELECT count(*) AS rows FROM orders');
    return { rows: Number(row?.rows) };
  });
}

export function reportOf(report: Omit<DoctorReport, 'well' | 'at'> & { at: Date }): DoctorReport {
  const isWell = report.findings.every(({ level }) => level === 'ok' || level === 'note');
  return { ...report, at: report.at.toISOString(), well: isWell };
}
