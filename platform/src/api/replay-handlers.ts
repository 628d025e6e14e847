import { replayPages } from '../connections/replay-pages.ts';
import type { Context } from '../context.ts';
import { showPages } from '../pages/show-pages.ts';
import type { Handlers } from './call.ts';

export function replayHandlers(context: Context): Pick<Handlers, 'showKeptPages' | 'replayPages'> {
  return {
    showKeptPages: ({ connection }) => showPages(context, connection),
    replayPages: ({ connection, actor }) => replayPages(context, { connection, actor }),
  };
}
