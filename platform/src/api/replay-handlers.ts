import { replayPages } from '../connections/replay-pages.ts';
import { abandonResync, showResync, startResync } from '../connections/resync-connection.ts';
import type { Context } from '../context.ts';
import { showPages } from '../pages/show-pages.ts';
import type { Handlers } from './call.ts';

type Operations = 'showKeptPages' | 'replayPages' | 'showResync' | 'startResync' | 'abandonResync';

export function replayHandlers(context: Context): Pick<Handlers, Operations> {
  return {
    showKeptPages: ({ connection }) => showPages(context, connection),
    replayPages: ({ connection, actor }) => replayPages(context, { connection, actor }),
    showResync: ({ connection }) => showResync(context, connection),
    startResync: ({ connection, body, actor }) => startResync(context, { connection, ...body, actor }),
    abandonResync: ({ connection, actor }) => abandonResync(context, { connection, actor }),
  };
}
