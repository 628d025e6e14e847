import { z } from 'zod';
import type { Context } from '../context.ts';
import { listMails } from '../notifications/list-mails.ts';
import { retryMail } from '../notifications/retry-mail.ts';
import { showMail } from '../notifications/show-mail.ts';
import type { Handlers } from './call.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const afterMail = z.object({ queuedAt: z.iso.datetime(), id: z.string().max(60) });

export function notificationsHandlers(context: Context): Pick<Handlers, 'listMails' | 'showMail' | 'retryMail'> {
  return {
    listMails: async ({ query }) => {
      const after = decodeCursor(afterMail, query.cursor);
      const { items, next, sending } = await listMails(context, {
        state: query.state ?? null,
        after,
        limit: query.limit,
      });
      return { items, nextCursor: encodeCursor(next), sending };
    },
    showMail: ({ params, actor }) => showMail(context, { id: params.mail, actor }),
    retryMail: ({ params, actor }) => retryMail(context, { id: params.mail, actor }),
  };
}
