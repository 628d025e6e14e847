import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import type { Context } from '../context.ts';
import { answerRequest } from '../requests/answer-request.ts';
import { assignRequest } from '../requests/assign-request.ts';
import { completeRequest } from '../requests/complete-request.ts';
import { confirmRequest } from '../requests/confirm-request.ts';
import { createLimits } from '../requests/limits.ts';
import { listRequests } from '../requests/list-requests.ts';
import { moveRequest } from '../requests/move-request.ts';
import { noteRequest } from '../requests/note-request.ts';
import { findOpened, showByLink } from '../requests/open-link.ts';
import { listOwnRequests, requestConnection, requireOwn } from '../requests/request-connection.ts';
import { showRequest } from '../requests/show-request.ts';
import { submitRequest } from '../requests/submit-request.ts';
import type { Handlers } from './call.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

type OfRequests = Pick<
  Handlers,
  | 'submitRequest'
  | 'submitSignUp'
  | 'showRequestByLink'
  | 'confirmRequest'
  | 'answerRequestByLink'
  | 'requestConnection'
  | 'listOwnRequests'
  | 'answerOwnRequest'
  | 'listRequests'
  | 'showRequest'
  | 'noteRequest'
  | 'moveRequest'
  | 'assignRequest'
  | 'completeRequest'
>;

const afterRequest = z.object({ rank: z.int(), stateAt: z.iso.datetime(), number: z.int() });

/** As the desk reads who did it; a key is nobody in particular. */
const nameOf = (principal: Principal, otherwise: string): string =>
  principal.kind === 'person' ? principal.name : otherwise;

const THE_DESK = 'The support desk';

export function requestsHandlers(context: Context): OfRequests {
  const limits = createLimits(context.clock);
  const opened = (token: string, network: string) => ({ token, network, limits });
  return {
    submitRequest: ({ body, browser }) => {
      limits.submit({ network: browser.network, address: body.email });
      return submitRequest(context, { kind: 'connection', organisationId: null, ...body });
    },
    submitSignUp: ({ body: { why, ...body }, browser }) => {
      limits.submit({ network: browser.network, address: body.email });
      return submitRequest(context, {
        kind: 'sign-up',
        provider: null,
        organisationId: null,
        account: null,
        need: why,
        ...body,
      });
    },
    showRequestByLink: ({ body, browser }) => showByLink(context, opened(body.token, browser.network)),
    confirmRequest: ({ body, browser }) => confirmRequest(context, opened(body.token, browser.network)),
    answerRequestByLink: async ({ body, browser }) => {
      const { id } = await findOpened(context, opened(body.token, browser.network));
      return answerRequest(context, { id, text: body.text, by: null, actor: `the requester of ${id}` });
    },

    requestConnection: ({ organisation, body, actor }) => requestConnection(context, { ...body, organisation, actor }),
    listOwnRequests: ({ organisation }) => listOwnRequests(context, organisation),
    answerOwnRequest: async ({ organisation, params, body, actor, principal }) => {
      await requireOwn(context, params.request, organisation.id);
      return answerRequest(context, {
        id: params.request,
        text: body.text,
        by: nameOf(principal, organisation.name),
        actor,
      });
    },

    listRequests: async ({ query }) => {
      const { items, next, counts } = await listRequests(context, {
        state: query.state,
        kind: query.kind ?? null,
        provider: query.provider ?? null,
        assignee: query.assignee ?? null,
        after: decodeCursor(afterRequest, query.cursor),
        limit: query.limit,
      });
      return { items, nextCursor: encodeCursor(next), counts };
    },
    showRequest: ({ params }) => showRequest(context, params.request),
    noteRequest: ({ params, body, actor, principal }) =>
      noteRequest(context, { id: params.request, ...body, by: nameOf(principal, THE_DESK), actor }),
    moveRequest: ({ params, body, actor, principal }) =>
      moveRequest(context, { id: params.request, ...body, by: nameOf(principal, THE_DESK), actor }),
    assignRequest: ({ params, body, actor, principal }) =>
      assignRequest(context, { id: params.request, email: body.email, by: nameOf(principal, THE_DESK), actor }),
    completeRequest: ({ params, body, organisation, actor, principal }) =>
      completeRequest(context, { ...body, id: params.request, organisation, by: nameOf(principal, THE_DESK), actor }),
  };
}
