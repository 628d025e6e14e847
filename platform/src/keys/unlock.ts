import { dirname } from 'node:path';
import { StartRefused } from '../config/start-refused.ts';
import type { Control } from '../control/open-control.ts';
import { passesCheck, readKeyCheck, storeKeyCheck } from './key-check.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { type MasterKey, newMasterKey, nextKeyFile, readMasterKey, writeMasterKey } from './master-key.ts';
import { insertOrganisationKeys, PLATFORM } from './organisation-keys.ts';
import { finishRewrap } from './rewrap-keys.ts';

interface Unlock {
  file: string;
  control: Control;
}

/** The right master key, or a refusal to start; a fresh control database gets one. */
export async function unlock({ file, control }: Unlock): Promise<KeyRing> {
  const current = readMasterKey(file);
  const next = readMasterKey(nextKeyFile(file));
  const check = await readKeyCheck(control.db);
  if (!check) return createKeyRing(await begin(file, current, control));
  const keys = [current, next].filter((key) => key !== undefined);
  const right = keys.find((key) => passesCheck(check, key));
  if (!right) throw keys.length === 0 ? missing(file) : wrong(file);
  const ring = createKeyRing(right, keys);
  // A change of the master key that was interrupted: its new key lies beside the old one.
  if (next) await finishRewrap({ file, control, ring, newMaster: next });
  return ring;
}

async function begin(file: string, existing: MasterKey | undefined, control: Control): Promise<MasterKey> {
  const key = existing ?? newMasterKey();
  if (!existing) {
    await writeMasterKey(file, key).catch((cause: unknown) => {
      throw new StartRefused(
        'master_key_unreadable',
        `The master key can't be written to ${file}: let this user write to ${dirname(file)}, or set ILLUMINATE_MASTER_KEY_FILE to a file that can be written.`,
        { cause },
      );
    });
  }
  await control.db.transaction().execute(async (trx) => {
    await storeKeyCheck(trx, key);
    await insertOrganisationKeys(trx, { organisationId: PLATFORM }, key, control.clock.now());
  });
  return key;
}

function missing(file: string): StartRefused {
  return new StartRefused(
    'master_key_missing',
    `The master key ${file} is missing and this data folder was sealed with it: put the file back from where you keep its copy (dumps and backups never hold it); without it credentials and stored pages can't be opened.`,
  );
}

function wrong(file: string): StartRefused {
  return new StartRefused(
    'master_key_wrong',
    `The master key in ${file} is not the one this data folder was sealed with: put the right file back, or point ILLUMINATE_MASTER_KEY_FILE at it.`,
  );
}
