import { z } from 'zod';
import type { Context } from '../context.ts';
import { readSetting } from '../control/settings.ts';

const remembered = z.object({ address: z.string() });

/** In the demo a provider's box offices are at its simulator; elsewhere nothing is known before. */
export async function simulatorSettings(
  { db }: Pick<Context, 'db'>,
  provider: string,
): Promise<Readonly<Record<string, string>>> {
  const found = remembered.safeParse(await readSetting(db, settingOf(provider)));
  return found.success ? { host: found.data.address } : {};
}

export const settingOf = (provider: string): string => `demo ${provider}`;
