import type { Context } from '../context.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'changes'>;

/** The box office refused this sign-in: nothing is asked with it again until a person has repaired it. */
export async function credentialRejected(deps: Deps, connectionId: string, credentialId: string): Promise<void> {
  await deps.db
    .updateTable('credentials')
    .set({ rejected_at: deps.clock.now() })
    .where('id', '=', credentialId)
    .where('rejected_at', 'is', null)
    .execute();
  deps.changes.changed(connectionId);
}

/** The box office accepted this sign-in now. */
export async function credentialUsed(deps: Deps, connectionId: string, credentialId: string): Promise<void> {
  const changed = await deps.db
    .updateTable('credentials')
    .set({ last_used_at: deps.clock.now(), rejected_at: null })
    .where('id', '=', credentialId)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) deps.changes.changed(connectionId);
}
