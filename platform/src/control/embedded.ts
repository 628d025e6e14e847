import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../config/start-refused.ts';
import type { Logger } from '../logger.ts';
import type { ControlBackend } from './control-backend.ts';
import type { DataFolder } from './data-folder.ts';
import { newestDump } from './dump-files.ts';
import { renameDurably } from './files.ts';
import { openPglite } from './pglite.ts';
import { builtTemplate, extractTemplate } from './template.ts';

export const CONTROL_FOLDER = 'control';

export interface OpenEmbedded {
  folder: DataFolder;
  logger: Logger;
  /** The file of the prepared database; by default the one beside the bundle. */
  template?: string;
}

export async function openEmbedded(options: OpenEmbedded): Promise<ControlBackend> {
  const { folder } = options;
  const path = join(folder.path, CONTROL_FOLDER);
  if (!existsSync(join(path, 'PG_VERSION'))) await makeEmbedded(options);
  return openPglite(path, () => folder.check()).catch((cause: unknown) => {
    throw damaged(folder, cause);
  });
}

/** Makes it under another name first: a crash while it is made leaves nothing that looks like a database. */
async function makeEmbedded({ folder, logger, template = builtTemplate() }: OpenEmbedded): Promise<void> {
  const path = join(folder.path, CONTROL_FOLDER);
  if (existsSync(path) && readdirSync(path).length > 0) throw damaged(folder, undefined);
  const unfinished = `${path}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const isPrepared = await extractTemplate(template, unfinished).catch((err: unknown) => {
    logger.warn({ err }, 'the prepared control database is damaged; making one from nothing');
    rmSync(unfinished, { recursive: true, force: true });
    return false;
  });
  if (!isPrepared) await (await openPglite(unfinished)).close();
  rmSync(path, { recursive: true, force: true });
  renameDurably(unfinished, path);
}

function damaged(folder: DataFolder, cause: unknown): StartRefused {
  const dump = newestDump(folder.path);
  const remedy = dump
    ? `stop everything that uses this folder, move ${CONTROL_FOLDER} out of it, and run: npx illuminate control restore ${dump}`
    : 'there is no dump in its dumps folder, so put the folder back from a copy of it';
  return new StartRefused(
    'control_damaged',
    `The control database in ${join(folder.path, CONTROL_FOLDER)} is damaged and does not open: ${remedy}.`,
    cause === undefined ? undefined : { cause },
  );
}
