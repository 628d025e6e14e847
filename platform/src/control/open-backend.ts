import type { Config } from '../config/config.ts';
import type { Logger } from '../logger.ts';
import type { ControlBackend } from './control-backend.ts';
import type { DataFolder } from './data-folder.ts';
import { openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';

export interface OpenBackend {
  config: Pick<Config, 'databaseUrl'>;
  folder: DataFolder;
  logger: Logger;
}

export function openBackend({ config, folder, logger }: OpenBackend): Promise<ControlBackend> {
  return config.databaseUrl ? openServer(config.databaseUrl, logger) : openEmbedded({ folder, logger });
}
