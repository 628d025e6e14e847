// Changing the master key while everything goes on. The new key lies beside the old one (`….next`) until every key is
// wrapped by it, and each wrapped key says whose it is; so a crash at any moment leaves keys that open.

import { renameDurably } from '../control/files.ts';
import type { Control } from '../control/open-control.ts';
import { storeKeyCheck } from './key-check.ts';
import type { KeyRing } from './key-ring.ts';
import { type MasterKey, nextKeyFile, readMasterKey, writeMasterKey } from './master-key.ts';
import { placeOfKey } from './organisation-keys.ts';
import { open, seal } from './sealing.ts';

const BATCH = 100;

interface RewrapKeys {
  file: string;
  control: Control;
  ring: KeyRing;
  newMaster: MasterKey;
}

export async function rewrapKeys(rewrap: RewrapKeys): Promise<{ rewrapped: number }> {
  const next = nextKeyFile(rewrap.file);
  if (readMasterKey(next)?.id !== rewrap.newMaster.id) await writeMasterKey(next, rewrap.newMaster);
  return finishRewrap(rewrap);
}

/** What is left of a change whose new key is already on the disk. */
export async function finishRewrap({ file, control, ring, newMaster }: RewrapKeys): Promise<{ rewrapped: number }> {
  ring.replace(newMaster);
  let rewrapped = 0;
  for (let batch = -1; batch !== 0; rewrapped += batch) batch = await rewrapBatch(control, ring);
  await storeKeyCheck(control.db, newMaster);
  // Older dumps hold keys wrapped by the former master key, which nobody will have any more.
  await control.requestDump('master key changed', { discardOlder: true });
  renameDurably(nextKeyFile(file), file);
  return { rewrapped };
}

async function rewrapBatch(control: Control, ring: KeyRing): Promise<number> {
  const master = ring.current;
  return control.db.transaction().execute(async (trx) => {
    const keys = await trx
      .selectFrom('organisation_keys')
      .select(['organisation_id', 'purpose', 'version', 'master_key_id', 'wrapped'])
      .where('master_key_id', '<>', master.id)
      .limit(BATCH)
      .forUpdate()
      .execute();
    for (const key of keys) {
      const bytes = open(ring.of(key.master_key_id).bytes, placeOfKey(key), key.wrapped);
      await trx
        .updateTable('organisation_keys')
        .set({ master_key_id: master.id, wrapped: seal(master.bytes, 1, placeOfKey(key), bytes) })
        .where('organisation_id', '=', key.organisation_id)
        .where('purpose', '=', key.purpose)
        .where('version', '=', key.version)
        .execute();
    }
    return keys.length;
  });
}
