import { checkedName } from './names.ts';
import type { Session } from './session.ts';
import type { StoredChoice } from './store-types.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Puts the choices in place of those that were there, in one transaction. */
export async function writeChoices(session: Session, choices: readonly StoredChoice[]): Promise<void> {
  await session.run('BEGIN');
  try {
    await session.run('DELETE FROM source_choices');
    for (const { id, counts, other, both, from, to } of choices) {
      if (!DAY.test(from) || !DAY.test(to)) throw new RangeError('a day is written like 2026-03-01');
      await session.run(`INSERT INTO source_choices SELECT $1, $2, $3, ${both}, DATE '${from}', DATE '${to}'`, [
        checkedName(id, 'choice'),
        checkedName(counts, 'connection'),
        checkedName(other, 'connection'),
      ]);
    }
    await session.run('COMMIT');
  } catch (err) {
    await session.run('ROLLBACK').catch(() => {});
    throw err;
  }
}
