import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { StartRefused } from '../config/start-refused.ts';
import { backupKeyOf, type MasterKey, readMasterKey } from '../keys/master-key.ts';
import { DoesNotOpen } from '../keys/sealing.ts';
import { type Entry, NotAnArchive, readEntries } from './archive.ts';
import { type BackupHeader, damagedBackup, headerLength, PREFIX_BYTES, parseHeader } from './backup-header.ts';
import { openChunks } from './seal-chunks.ts';

export interface BackupFile {
  readonly file: string;
  readonly header: BackupHeader;
  /** The entries from the first one on; each call reads the file again. @throws StartRefused `backup_damaged` */
  entries(): AsyncGenerator<Entry>;
}

/**
 * Reads a backup's header and finds the key to it. Nothing of the content is known to be sound before `entries` came to its end.
 * @throws StartRefused `backup_damaged`, `backup_newer`, `master_key_missing`, `master_key_wrong`
 */
export async function openBackup(file: string, masterKeyFile: string): Promise<BackupFile> {
  const bytes = await readHeader(file);
  const header = parseHeader(bytes.subarray(PREFIX_BYTES), file);
  const key = backupKeyOf(rightKey(file, header, masterKeyFile), Buffer.from(header.salt, 'base64'));
  return {
    file,
    header,
    async *entries() {
      const sealed = createReadStream(file, { start: bytes.length, highWaterMark: header.chunk_bytes });
      try {
        yield* readEntries(openChunks({ key, header: bytes, chunkBytes: header.chunk_bytes }, sealed));
      } catch (err) {
        throw err instanceof DoesNotOpen || err instanceof NotAnArchive ? damagedBackup(file, err) : err;
      } finally {
        sealed.destroy();
      }
    },
  };
}

async function readHeader(file: string): Promise<Buffer> {
  const handle = await open(file, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new StartRefused(
      'backup_damaged',
      cause.code === 'ENOENT'
        ? `There is no backup ${file}: name the file that "npx illuminate backup" wrote.`
        : `The backup ${file} can't be read: give this user the right to read it.`,
      { cause },
    );
  });
  try {
    const take = async (length: number, position: number) => {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await handle.read(buffer, 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    const length = headerLength(await take(PREFIX_BYTES, 0).catch(() => Buffer.alloc(0)), file);
    const whole = await take(PREFIX_BYTES + length, 0);
    if (whole.length < PREFIX_BYTES + length) throw damagedBackup(file);
    return whole;
  } finally {
    await handle.close();
  }
}

function rightKey(file: string, header: BackupHeader, masterKeyFile: string): MasterKey {
  const key = readMasterKey(masterKeyFile);
  if (key === undefined) {
    throw new StartRefused(
      'master_key_missing',
      `The backup ${file} opens only with the master key that it was made under (${header.master_key_id}), and there is no ${masterKeyFile}: put the copy of master.key that you keep there, or name it with --master-key.`,
    );
  }
  if (key.id !== header.master_key_id) {
    throw new StartRefused(
      'master_key_wrong',
      `The backup ${file} opens only with the master key that it was made under (${header.master_key_id}), and ${masterKeyFile} is another one (${key.id}): name the right file with --master-key.`,
    );
  }
  return key;
}
