import { z } from 'zod';
import { listHistory } from '../connections/list-history.ts';
import { showCoverage } from '../connections/show-coverage.ts';
import type { Context } from '../context.ts';
import type { Handlers } from './call.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const afterEntry = z.int().min(1);

/** What a connection has been through, and what of its past is here. */
export function historyHandlers(context: Context): Pick<Handlers, 'listHistory' | 'showCoverage'> {
  return {
    listHistory: async ({ connection, query }) => {
      const after = decodeCursor(afterEntry, query.cursor);
      const { items, next } = await listHistory(context, { connection, after, limit: query.limit });
      return { items, nextCursor: encodeCursor(next) };
    },
    showCoverage: ({ connection }) => showCoverage(context, connection),
  };
}
