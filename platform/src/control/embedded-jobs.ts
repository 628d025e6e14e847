// pg-boss on the same PGlite. Its own adapter waits with a ROLLBACK for a free moment after an error, and in between
// somebody else's statement would run in the aborted transaction; here the turn is held until it is clean again.
import type { PGlite } from '@electric-sql/pglite';
import type { Db } from 'pg-boss';
import { outsideTransaction, refuseInsideTransaction } from './transaction-scope.ts';
import type { Turns } from './turns.ts';

/** `before` is called before every statement. */
export function embeddedJobs(pglite: PGlite, turns: Turns, before: () => void): Db {
  return {
    async executeSql(text, values) {
      refuseInsideTransaction('The queue was used beside the transaction');
      const giveBack = await turns.take();
      try {
        before();
        if (values?.length) return await pglite.query(text, values);
        // Several statements at once (BEGIN … COMMIT); rows of one in the middle count too.
        const results = await pglite.exec(text);
        return { rows: results.flatMap(({ rows }) => rows) };
      } catch (err) {
        await pglite.exec('rollback');
        throw err;
      } finally {
        giveBack();
      }
    },
    async listen(channel, onNotification, onReconnect) {
      const giveBack = await turns.take();
      try {
        // A notification comes in while somebody commits, in his context: what it sets off is not part of it.
        const stop = await pglite.listen(channel, (payload) => outsideTransaction(() => onNotification(payload)));
        queueMicrotask(onReconnect);
        return {
          close: async () => {
            const giveBackAgain = await turns.take();
            try {
              await stop();
            } finally {
              giveBackAgain();
            }
          },
        };
      } finally {
        giveBack();
      }
    },
  };
}
