import type { Kysely } from 'kysely';
import type { ControlTables } from '../control/schema.ts';
import { sayActor } from './say-actor.ts';

/** Says who these are, at the beginning of a line: people by their names, keys by what they are called. */
export async function nameActors(
  db: Kysely<ControlTables>,
  actors: readonly string[],
): Promise<(actor: string) => string> {
  const ids = [...new Set(actors.flatMap((actor) => keyOf(actor) ?? []))];
  const keys =
    ids.length === 0 ? [] : await db.selectFrom('api_keys').select(['id', 'name']).where('id', 'in', ids).execute();
  return (actor) => {
    const key = keys.find(({ id }) => id === keyOf(actor));
    return key === undefined ? sayActor(actor) : `The API key “${key.name}”`;
  };
}

function keyOf(actor: string): string | null {
  return /^API key (key_[0-9a-z]+)$/.exec(actor)?.[1] ?? null;
}
