import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { StartRefused } from '../config/start-refused.ts';
import { createFileDurably } from '../control/files.ts';
import { KEY_BYTES } from './sealing.ts';

export interface MasterKey {
  /** Tells keys apart without giving one away. */
  id: string;
  bytes: Buffer;
}

/** Where the new master key lies while keys are wrapped anew. */
export function nextKeyFile(file: string): string {
  return `${file}.next`;
}

export function newMasterKey(): MasterKey {
  return masterKeyOf(randomBytes(KEY_BYTES));
}

/** Undefined when there is no file. Says what is wrong with one that can't serve, never what is in it. */
export function readMasterKey(file: string): MasterKey | undefined {
  if (!existsSync(file)) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new StartRefused(
      'master_key_unreadable',
      `The master key file ${file} can't be read: give this user the right to read it.`,
      { cause },
    );
  }
  refuseExposed(file);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== text) {
    throw new StartRefused(
      'master_key_unreadable',
      `The master key file ${file} does not hold 32 bytes in base64: put the right file back from where you keep its copy.`,
    );
  }
  return masterKeyOf(bytes);
}

/** Fails with EEXIST rather than replace a key. */
export async function writeMasterKey(file: string, key: MasterKey): Promise<void> {
  await createFileDurably(file, `${key.bytes.toString('base64')}\n`);
}

/** The key that seals one backup and nothing else. `salt`: random, and in the backup's header. */
export function backupKeyOf(master: MasterKey, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', master.bytes, salt, 'illuminate backup', KEY_BYTES));
}

function masterKeyOf(bytes: Buffer): MasterKey {
  return { id: createHmac('sha256', bytes).update('illuminate master key id').digest('hex').slice(0, 16), bytes };
}

/** Windows has no such bits; there the data folder's own rights count. */
function refuseExposed(file: string): void {
  if (process.platform === 'win32') return;
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) === 0) return;
  throw new StartRefused(
    'master_key_exposed',
    `The master key file ${file} can be read by others (mode ${mode.toString(8)}): run "chmod 600 ${file}", and replace the key if somebody may have read it.`,
  );
}
