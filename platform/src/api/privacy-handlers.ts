// What people decide about data that was collected: deletion, retention, bookers.

import { eraseBooker } from '../bookers/erase-booker.ts';
import { exportBooker } from '../bookers/export-booker.ts';
import { describeConnection } from '../connections/describe-connection.ts';
import { findConnection } from '../connections/find-connection.ts';
import { reconnectConnection } from '../connections/reconnect-connection.ts';
import type { Context } from '../context.ts';
import { askDeletion } from '../deletions/ask-deletion.ts';
import { cancelDeletion } from '../deletions/cancel-deletion.ts';
import { listDeletions } from '../deletions/list-deletions.ts';
import { showCertificate } from '../deletions/show-certificate.ts';
import { findOrganisation } from '../organisations/find-organisation.ts';
import { setRetention } from '../retention/set-retention.ts';
import { showRetention } from '../retention/show-retention.ts';
import type { Handlers } from './call.ts';

type PrivacyHandlers = Pick<
  Handlers,
  | 'reconnectConnection'
  | 'deleteConnectionData'
  | 'listDeletions'
  | 'deleteOrganisationData'
  | 'cancelDeletion'
  | 'showCertificate'
  | 'showRetention'
  | 'setRetention'
  | 'exportBooker'
  | 'eraseBooker'
>;

export function privacyHandlersOf(context: Context): PrivacyHandlers {
  return {
    reconnectConnection: async ({ connection, body, principal, actor }) => {
      const { settings, secret } = body;
      await reconnectConnection(context, {
        connection,
        settings,
        secret,
        vouches: principal.kind === 'operator',
        actor,
      });
      return describeConnection(context, await findConnection(context, connection.id));
    },
    deleteConnectionData: async ({ connection, body, actor }) => {
      const organisation = await findOrganisation(context, connection.organisation_id);
      return askDeletion(context, { organisation, connection, ...body, confirm: body.confirm ?? null, actor });
    },
    listDeletions: ({ organisation }) => listDeletions(context, organisation),
    deleteOrganisationData: ({ organisation, body, actor }) =>
      askDeletion(context, { organisation, connection: null, ...body, confirm: body.confirm ?? null, actor }),
    cancelDeletion: ({ organisation, params, actor }) =>
      cancelDeletion(context, { organisation, id: params.deletion, actor }),
    showRetention: ({ organisation, query }) =>
      showRetention(context, { organisation, keepYears: query.keepYears ?? null }),
    setRetention: ({ organisation, body, actor }) =>
      setRetention(context, { organisation, keepYears: body.keepYears, actor }),
    exportBooker: ({ organisation, body, actor }) =>
      exportBooker(context, { organisation, customerId: body.customerId, actor }),
    eraseBooker: ({ organisation, body, actor }) =>
      eraseBooker(context, { organisation, customerId: body.customerId, actor }),
    showCertificate: ({ organisation, params }) => showCertificate(context, { organisation, id: params.deletion }),
  };
}
