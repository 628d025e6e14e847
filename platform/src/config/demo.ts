import type { Config } from './config.ts';
import { demoNotLoopback } from './env.ts';

/** A fresh folder becomes a demo unless told not to, a real one never does, and a demo never leaves loopback. */
export function decideDemo(config: Config, folder: { fresh: boolean; demo: boolean }): boolean {
  const wanted = config.demo !== 'off' && (folder.fresh || folder.demo);
  if (wanted && !config.loopbackOnly) throw demoNotLoopback(config.host);
  return wanted;
}
