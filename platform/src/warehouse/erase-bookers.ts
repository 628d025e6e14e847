import { timestamp } from './layout.ts';
import { packColumn } from './packed-text.ts';
import type { Session } from './session.ts';
import type { Warehouse } from './warehouse.ts';

/** What was there of them. */
export interface ErasedRows {
  readonly customers: number;
  /** Orders that stay, and are nobody's now. */
  readonly orders: number;
  readonly rejects: number;
}

const ERASED = '(SELECT pseudonym FROM erased_bookers)';

/**
 * Erases bookers, and remembers their pseudonyms, so that no load brings them back: their rows go; their orders stay for the figures
 * and belong to nobody. An order loses its hash too, which covered whose it was. Those who are on the list already are erased again.
 */
export async function eraseBookers(
  warehouse: Warehouse,
  organisationId: string,
  { pseudonyms, at }: { pseudonyms: readonly string[]; at: number },
): Promise<ErasedRows> {
  return warehouse.withOpenStore(organisationId, ({ writer }, writing) =>
    writing(async () => {
      await writer.run('BEGIN');
      try {
        const erased = await erase(writer, pseudonyms, at);
        await writer.run('COMMIT');
        return erased;
      } catch (err) {
        await writer.run('ROLLBACK').catch(() => {});
        throw err;
      }
    }),
  );
}

async function erase(session: Session, pseudonyms: readonly string[], at: number): Promise<ErasedRows> {
  if (pseudonyms.length > 0) {
    await session.run(
      `INSERT INTO erased_bookers SELECT DISTINCT p.pseudonym, ${timestamp(at)}
       FROM (SELECT unnest(string_split(decode($1), chr(31))) AS pseudonym) p
       ANTI JOIN erased_bookers e ON e.pseudonym = p.pseudonym`,
      [packColumn([...pseudonyms])],
    );
  }
  const orders = await session.run(
    `UPDATE orders SET customer_id = NULL, row_hash = NULL WHERE customer_id IN ${ERASED}`,
  );
  const customers = await session.run(`DELETE FROM customers WHERE source_id IN ${ERASED}`);
  // What was uploaded lies beside what became of it, and would bring them back.
  await session.run(`UPDATE uploaded_orders SET customer_id = NULL WHERE customer_id IN ${ERASED};
    DELETE FROM uploaded_customers WHERE source_id IN ${ERASED}`);
  const rejects = await session.run(`DELETE FROM rejects WHERE source_id IN ${ERASED}`);
  const total = orders + customers + rejects;
  if (total > 0) await session.run(`INSERT INTO removals VALUES ('booker', ${total}, ${timestamp(at)})`);
  return { customers, orders, rejects };
}
