// A value sealed by the master key, so that a start with another one is refused before anything is read or written.
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ControlTables } from '../control/schema.ts';
import { readSetting, storeSetting } from '../control/settings.ts';
import type { MasterKey } from './master-key.ts';
import { open, seal } from './sealing.ts';

const SETTING = 'master_key_check';
const PLACE = ['master key check'];
const KeyCheck = z.object({ master_key_id: z.string(), sealed: z.base64() });
export type KeyCheck = z.infer<typeof KeyCheck>;

export async function readKeyCheck(db: Kysely<ControlTables>): Promise<KeyCheck | undefined> {
  const value = await readSetting(db, SETTING);
  return value === undefined ? undefined : KeyCheck.parse(value);
}

export async function storeKeyCheck(db: Kysely<ControlTables>, key: MasterKey): Promise<void> {
  const sealed = seal(key.bytes, 1, PLACE, Buffer.from('right')).toString('base64');
  await storeSetting(db, SETTING, { master_key_id: key.id, sealed } satisfies KeyCheck);
}

export function passesCheck(check: KeyCheck, key: MasterKey): boolean {
  if (key.id !== check.master_key_id) return false;
  try {
    open(key.bytes, PLACE, Buffer.from(check.sealed, 'base64'));
    return true;
  } catch {
    return false;
  }
}
