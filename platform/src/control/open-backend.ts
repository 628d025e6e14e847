import type { Config } from '../config/config.ts';
import type { ControlBackend } from './control-backend.ts';
import { type OpenEmbedded, openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';

export interface OpenBackend extends OpenEmbedded {
  config: Pick<Config, 'databaseUrl'>;
}

export function openBackend({ config, ...options }: OpenBackend): Promise<ControlBackend> {
  return config.databaseUrl
    ? openServer(config.databaseUrl, options.logger, () => options.folder.check())
    : openEmbedded(options);
}
