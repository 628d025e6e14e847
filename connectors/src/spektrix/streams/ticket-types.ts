import { defineStream } from '@illuminate/connector-kit';
import type { SpektrixTicketType } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { keptTicketType } from '../kept-records.ts';
import { idIn, idNumber } from '../normalise/fields.ts';
import { normaliseTicketType } from '../normalise/ticket-type.ts';
import type { SpektrixReferences } from '../references.ts';
import { getList, ifSupplied } from './answers.ts';

/** PROVISIONAL [?]: the path of the list is not confirmed. Without it ticket types still come with the tickets that have them. */
export const ticketTypes = defineStream<SpektrixClient, SpektrixTicketType, SpektrixReferences>({
  name: 'ticket-types',
  keeps: ['id', 'name'],
  inWords: 'Kinds of ticket: their names, such as Full Price or Student.',
  crawlEverySeconds: 86_400,
  async *crawl(client, signal) {
    const request = { route: 'ticket-types', signal };
    const page = await ifSupplied(getList<SpektrixTicketType>(client, 'ticket-types', request));
    if (page !== null) yield page;
  },
  idOf: idIn,
  normalise: normaliseTicketType,
  kept: keptTicketType,
  missing: ({ key }) => ({ ticket_types: [{ source_id: key, source_number: idNumber(key), name: null }] }),
});
