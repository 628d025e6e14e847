import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../config/start-refused.ts';
import { createFileDurably } from '../control/files.ts';
import { newId } from '../control/new-id.ts';
import type { Control } from '../control/open-control.ts';
import { hashToken, isToken, newToken, prefixOf } from './tokens.ts';

export const OPERATOR_KEY_FILE = 'operator.key';
const OPERATOR_SCOPE = 'operator';

/** The CLI's key on this machine: whoever may read the data folder is the operator. Only its hash is in the database. */
export async function ensureOperatorKey(control: Control): Promise<{ id: string; file: string }> {
  const file = join(control.folder.path, OPERATOR_KEY_FILE);
  if (!existsSync(file)) await createFileDurably(file, `${newToken('ilo').token}\n`);
  const token = readFileSync(file, 'utf8').trim();
  if (!isToken(token)) {
    throw new StartRefused(
      'operator_key_unreadable',
      `The operator's key ${file} is damaged: delete the file, and the next start makes another.`,
    );
  }
  const hash = hashToken(token);
  const at = control.clock.now();
  const id = await control.db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('api_keys')
      .select(['id', 'revoked_at'])
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (known && !known.revoked_at) return known.id;
    // A new file (or one that a restored dump doesn't know) takes the place of the former.
    await trx
      .updateTable('api_keys')
      .set({ revoked_at: at })
      .where('name', '=', OPERATOR_KEY_FILE)
      .where('revoked_at', 'is', null)
      .execute();
    if (known) {
      await trx.updateTable('api_keys').set({ revoked_at: null }).where('id', '=', known.id).execute();
      return known.id;
    }
    const created = newId('key');
    await trx
      .insertInto('api_keys')
      .values({
        id: created,
        hash,
        prefix: prefixOf(token),
        name: OPERATOR_KEY_FILE,
        organisation_id: null,
        scopes: [OPERATOR_SCOPE],
        created_at: at,
        last_used_at: null,
        revoked_at: null,
      })
      .execute();
    return created;
  });
  return { id, file };
}
