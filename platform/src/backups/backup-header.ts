// How a backup file begins: in the clear, so that it can say which key opens it, and bound to every chunk that follows.
import { z } from 'zod';
import { StartRefused } from '../config/start-refused.ts';

const MAGIC = Buffer.from('ILLUMINATE-BACKUP\n');
/** The first byte after the magic. Raised whenever an older program could not read the file. */
const BACKUP_VERSION = 1;
const LENGTH_BYTES = 2;
const LONGEST_HEADER = 4096;

const BackupHeader = z.object({
  made_at: z.iso.datetime(),
  made_by: z.string().max(100),
  /** Which master key; an id tells keys apart and gives none away. */
  master_key_id: z.string().max(64),
  /** With the master key it gives the key of this very file. */
  salt: z.base64().max(64),
  /** Bytes of content in each chunk but the last. */
  chunk_bytes: z
    .int()
    .min(1)
    .max(64 * 1024 * 1024),
});
export type BackupHeader = z.infer<typeof BackupHeader>;

export const PREFIX_BYTES = MAGIC.length + 1 + LENGTH_BYTES;

/** The bytes in front of the first chunk. */
export function encodeHeader(header: BackupHeader): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(text.length);
  return Buffer.concat([MAGIC, Buffer.from([BACKUP_VERSION]), length, text]);
}

/** How many bytes of header follow the first `PREFIX_BYTES`. @throws StartRefused `backup_damaged`, `backup_newer` */
export function headerLength(prefix: Buffer, file: string): number {
  if (prefix.length < PREFIX_BYTES || !prefix.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new StartRefused(
      'backup_damaged',
      `${file} is not a backup of Illuminate: name the file that a backup wrote.`,
    );
  }
  const version = prefix.readUInt8(MAGIC.length);
  if (version > BACKUP_VERSION) {
    throw new StartRefused(
      'backup_newer',
      `The backup ${file} was written by a newer version of Illuminate (format ${version}; this version knows ${BACKUP_VERSION}): restore it with that version.`,
    );
  }
  const length = prefix.readUInt16BE(MAGIC.length + 1);
  if (version < 1 || length > LONGEST_HEADER) throw damagedBackup(file);
  return length;
}

/** @throws StartRefused `backup_damaged` */
export function parseHeader(text: Buffer, file: string): BackupHeader {
  try {
    return BackupHeader.parse(JSON.parse(text.toString('utf8')));
  } catch (cause) {
    throw damagedBackup(file, cause);
  }
}

export function damagedBackup(file: string, cause?: unknown): StartRefused {
  return new StartRefused(
    'backup_damaged',
    `The backup ${file} is damaged or incomplete, and nothing was restored from it: use another backup, or copy this one again from where you keep it.`,
    cause === undefined ? undefined : { cause },
  );
}
