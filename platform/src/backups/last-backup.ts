import type { Output } from '@illuminate/contract';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { readSetting, storeSetting } from '../control/settings.ts';

const SETTING = 'last_backup';

const LastBackup = z.object({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** Null: it went through to its end. */
  failure: z.string().nullable(),
  bytes: z.int(),
  sha256: z.string().nullable(),
  stores: z.int(),
  warnings: z.array(z.string()),
  masterKeyId: z.string(),
  leavesOut: z.array(z.string()),
});
export type LastBackup = z.infer<typeof LastBackup>;

export async function storeLastBackup({ db }: Pick<Context, 'db'>, last: LastBackup): Promise<void> {
  await storeSetting(db, SETTING, last);
}

/** Null if none was ever taken. */
export async function readLastBackup({ db }: Pick<Context, 'db'>): Promise<LastBackup | null> {
  const value = await readSetting(db, SETTING);
  return value === undefined ? null : LastBackup.parse(value);
}

export async function showLastBackup(deps: Pick<Context, 'db'>): Promise<Output<'showLastBackup'>> {
  return { last: await readLastBackup(deps) };
}
