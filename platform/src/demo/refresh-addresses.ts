import type { Context } from '../context.ts';
import { json } from '../control/json.ts';

/** Where a simulator was, and where it is now. */
export interface Moved {
  readonly before: string;
  readonly now: string;
}

/** A simulator may be elsewhere than last time; whatever called it there must know. Nothing else is touched. */
export async function refreshAddresses(context: Context, provider: string, { before, now }: Moved): Promise<void> {
  const rows = await context.db
    .selectFrom('connections')
    .select(['id', 'settings'])
    .where('provider', '=', provider)
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
}
