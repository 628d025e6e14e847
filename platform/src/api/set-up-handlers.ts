import type { Context } from '../context.ts';
import { showSetUp } from '../set-up/show-set-up.ts';
import type { Handlers } from './call.ts';

export function setUpHandlers(context: Context): Pick<Handlers, 'showSetUp'> {
  return { showSetUp: ({ organisation }) => showSetUp(context, organisation) };
}
