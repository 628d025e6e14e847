import { OWN_ERROR } from '../logger.ts';
import type { MasterKey } from './master-key.ts';

export interface KeyRing {
  /** Wraps what is new. */
  readonly current: MasterKey;
  /** While keys are wrapped anew some still need the former one. */
  of(masterKeyId: string): MasterKey;
  /** The key becomes the current one; the others still open. */
  replace(key: MasterKey): void;
}

class UnknownMasterKey extends Error {
  override readonly name = 'UnknownMasterKey';
  readonly [OWN_ERROR] = true;
  readonly code = 'unknown_master_key';
  constructor(id: string) {
    super(`A key was wrapped by master key ${id}, which is not here: put that master key file back.`);
  }
}

export function createKeyRing(first: MasterKey, others: MasterKey[] = []): KeyRing {
  let current = first;
  const keys = new Map([first, ...others].map((key) => [key.id, key]));
  return {
    get current() {
      return current;
    },
    of(masterKeyId) {
      const key = keys.get(masterKeyId);
      if (!key) throw new UnknownMasterKey(masterKeyId);
      return key;
    },
    replace(key) {
      keys.set(key.id, key);
      current = key;
    },
  };
}
