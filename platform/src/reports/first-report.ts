import type { Kysely } from 'kysely';
import type { ControlTables } from '../control/schema.ts';
import { readSetting, storeSetting } from '../control/settings.ts';

const keyOf = (organisationId: string): string => `reports.first.${organisationId}`;

/** Whether anybody has ever run a report on this organisation. */
export async function hasRunReport(db: Kysely<ControlTables>, organisationId: string): Promise<boolean> {
  return (await readSetting(db, keyOf(organisationId))) !== undefined;
}

/** Written down once: that one was run, and when; not by whom. */
export async function noteReport(db: Kysely<ControlTables>, organisationId: string, at: Date): Promise<void> {
  if (!(await hasRunReport(db, organisationId))) await storeSetting(db, keyOf(organisationId), at.toISOString());
}
