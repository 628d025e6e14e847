import type { Context } from '../context.ts';
import { listTicketClasses } from '../ticket-classes/list-ticket-classes.ts';
import { restoreClasses } from '../ticket-classes/restore-classes.ts';
import { sortTicketTypes } from '../ticket-classes/sort-ticket-types.ts';
import type { Handlers } from './call.ts';

export function ticketClassesHandlers(
  context: Context,
): Pick<Handlers, 'listTicketClasses' | 'sortTicketTypes' | 'restoreTicketClasses'> {
  return {
    listTicketClasses: ({ organisation }) => listTicketClasses(context, organisation),
    sortTicketTypes: ({ organisation, body, actor }) => sortTicketTypes(context, { organisation, ...body, actor }),
    restoreTicketClasses: ({ organisation, params, actor }) =>
      restoreClasses(context, { organisation, version: params.version, actor }),
  };
}
