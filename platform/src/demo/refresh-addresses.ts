import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { readPartnerCredential } from '../providers/partner-credential.ts';
import { setPartnerCredential } from '../providers/set-partner-credential.ts';
import { DEMO_PROVIDER } from './seed.ts';

/** The simulator may be elsewhere than last time; whatever called it there must know. Nothing else is touched. */
export async function refreshAddresses(
  context: Context,
  { before, now }: { before: string; now: string },
): Promise<void> {
  if (before === now) return;
  const rows = await context.db
    .selectFrom('connections')
    .select(['id', 'settings'])
    .where('provider', '=', DEMO_PROVIDER)
    .orderBy('id')
    .limit(1000)
    .execute();
  for (const { id, settings } of rows) {
    if (settings.host !== before) continue;
    await context.db
      .updateTable('connections')
      .set({ settings: json({ ...settings, host: now }) })
      .where('id', '=', id)
      .execute();
  }
  const connector = context.connectors.get(DEMO_PROVIDER);
  const partner = connector === undefined ? null : await readPartnerCredential(context, connector);
  if (partner === null) return;
  const settings = partner.settings as Record<string, string>;
  if (settings.host !== before) return;
  await setPartnerCredential(context, {
    provider: DEMO_PROVIDER,
    settings: { ...settings, host: now },
    actor: 'the demo',
  });
}
