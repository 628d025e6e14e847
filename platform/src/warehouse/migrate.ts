import { COUNTED_VIEWS_SQL, NO_COUNTED_VIEWS_SQL } from './counted-views.ts';
import { StoreError } from './errors.ts';
import { literal, timestamp } from './layout.ts';
import { MIGRATIONS } from './migrations/registry.ts';
import type { Session } from './session.ts';

/**
 * Brings a store to what this program knows, in one transaction.
 * @throws StoreError if the store is newer than the program, or another organisation's.
 */
export async function migrate(session: Session, organisationId: string, now: number): Promise<void> {
  await session.run('BEGIN');
  try {
    await session.run(`CREATE TABLE IF NOT EXISTS store(organisation_id VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL);
      CREATE TABLE IF NOT EXISTS migrations(number INTEGER NOT NULL, name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)`);
    await claim(session, organisationId, now);
    const applied = await session.rows('SELECT coalesce(max(number), 0) AS number FROM migrations');
    const at = Number(applied[0]?.number);
    const known = MIGRATIONS.at(-1)?.number ?? 0;
    if (at > known) {
      throw new StoreError(
        'store-newer',
        `The store of ${organisationId} was written by a newer version of Illuminate (layout ${at}, this one knows ${known}). Start that version, or restore a copy from before the upgrade.`,
      );
    }
    if (at < known) await session.run(NO_COUNTED_VIEWS_SQL);
    for (const migration of MIGRATIONS.filter(({ number }) => number > at)) {
      await session.run(`${migration.sql};
        INSERT INTO migrations VALUES (${migration.number}, ${literal(migration.name)}, ${timestamp(now)})`);
    }
    if (at < known) await session.run(COUNTED_VIEWS_SQL);
    await session.run('COMMIT');
  } catch (err) {
    await session.run('ROLLBACK').catch(() => {});
    throw err;
  }
}

/** A store belongs to one organisation for good: a file under another's name is refused, not read. */
async function claim(session: Session, organisationId: string, now: number): Promise<void> {
  const owners = await session.rows('SELECT organisation_id FROM store');
  if (owners.length === 0) {
    await session.run(`INSERT INTO store VALUES ($1, ${timestamp(now)})`, [organisationId]);
  } else if (owners[0]?.organisation_id !== organisationId) {
    throw new StoreError(
      'store-foreign',
      `The file of ${organisationId}'s store holds another organisation's data and was not read. Restore a copy of the right one.`,
    );
  }
}
