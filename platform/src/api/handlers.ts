// One line of glue per operation: a missing one does not compile.
import { z } from 'zod';
import { requireAttach, requireResume } from '../access/beyond-roles.ts';
import { viewOf } from '../access/reach.ts';
import { showLastBackup } from '../backups/last-backup.ts';
import { addConnection } from '../connections/add-connection.ts';
import { describeConnection } from '../connections/describe-connection.ts';
import { describeSync } from '../connections/describe-sync.ts';
import { findConnection } from '../connections/find-connection.ts';
import { listConnections } from '../connections/list-connections.ts';
import { listRejects } from '../connections/list-rejects.ts';
import { listSyncs } from '../connections/list-syncs.ts';
import { pauseConnection } from '../connections/pause-connection.ts';
import { readFurtherBack } from '../connections/read-further-back.ts';
import { resumeConnection } from '../connections/resume-connection.ts';
import { rotateCredential } from '../connections/rotate-credential.ts';
import { startSync } from '../connections/start-sync.ts';
import { statusOnly } from '../connections/status-only.ts';
import { stopConnection } from '../connections/stop-connection.ts';
import { testConnection } from '../connections/test-connection.ts';
import { permissionOf } from '../consents/permission-of.ts';
import type { Context } from '../context.ts';
import { addKey } from '../deliveries/add-key.ts';
import { listColumnMaps } from '../deliveries/columns/list-column-maps.ts';
import { setColumnMap } from '../deliveries/columns/set-column-map.ts';
import { listDeliveries } from '../deliveries/list-deliveries.ts';
import { listKeys } from '../deliveries/list-keys.ts';
import { retireKey } from '../deliveries/retire-key.ts';
import { createDoctor } from '../doctor/run-doctor.ts';
import type { RememberedFleet } from '../fleet/remember-fleet.ts';
import { addOrganisation } from '../organisations/add-organisation.ts';
import { checkStore } from '../organisations/check-store.ts';
import { copyStore } from '../organisations/copy-store.ts';
import { listOrganisations } from '../organisations/list-organisations.ts';
import { listStoreCopies } from '../organisations/list-store-copies.ts';
import { restoreStore } from '../organisations/restore-store.ts';
import { setZone } from '../organisations/set-zone.ts';
import { type Installation, platformStatus } from '../platform-status.ts';
import { compareNow } from '../reconciliation/compare-now.ts';
import { listPerformances } from '../reconciliation/list-performances.ts';
import { readAgain } from '../reconciliation/read-again.ts';
import { showReconciliation } from '../reconciliation/show-reconciliation.ts';
import { runEventIdReport } from '../reports/event-id-report.ts';
import type { Exports } from '../reports/exports/exports.ts';
import { chooseSource } from '../sources/choose-source.ts';
import { listSources } from '../sources/list-sources.ts';
import { undoChoice } from '../sources/undo-choice.ts';
import { activitiesHandlers } from './activities-handlers.ts';
import type { Handlers } from './call.ts';
import { consentsHandlers } from './consents-handlers.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { exportHandlers } from './export-handlers.ts';
import { fleetHandlers } from './fleet-handlers.ts';
import { historyHandlers } from './history-handlers.ts';
import { notificationsHandlers } from './notifications-handlers.ts';
import { emailOf, peopleHandlers } from './people-handlers.ts';
import { privacyHandlersOf } from './privacy-handlers.ts';
import { providersHandlers } from './providers-handlers.ts';
import { replayHandlers } from './replay-handlers.ts';
import { reportHandlers } from './report-handlers.ts';
import { requestsHandlers } from './requests-handlers.ts';
import { savedReportHandlers } from './saved-report-handlers.ts';
import { setUpHandlers } from './set-up-handlers.ts';
import { ticketClassesHandlers } from './ticket-classes-handlers.ts';
import { uploadHandlers } from './upload-handlers.ts';

const afterName = z.string().max(100);
const afterRow = z.int().min(0);
const afterBatch = z.object({ openedAt: z.iso.datetime(), batch: z.string().max(100) });
const afterSync = z.object({ queuedAt: z.iso.datetime(), id: z.string().max(60) });

/** What doors have in common with each other. */
export interface Held {
  readonly exports: Exports;
  readonly fleet: RememberedFleet;
}

export function handlersOf(context: Context, installation: Installation, { exports, fleet }: Held): Handlers {
  const shown = async (id: string) => describeConnection(context, await findConnection(context, id));
  const doctor = createDoctor(context, installation);
  return {
    ...privacyHandlersOf(context),
    ...peopleHandlers(context, installation),
    showStatus: ({ reach, query }) =>
      platformStatus(context, installation, { reach, withConnections: query.connections === 'all' }),

    ...providersHandlers(context),

    listOrganisations: async ({ reach, query }) => {
      const after = decodeCursor(afterName, query.cursor);
      const { items, next } = await listOrganisations(context, { reach, after, limit: query.limit });
      return { items, nextCursor: encodeCursor(next) };
    },
    addOrganisation: ({ body, principal, actor }) =>
      addOrganisation(context, { ...body, actor, ownEmail: emailOf(principal) }),
    setZone: ({ organisation, body, actor }) => setZone(context, { organisation, ...body, actor }),

    listConnections: async ({ reach, query }) => {
      const after = decodeCursor(afterName, query.cursor);
      const { items, next } = await listConnections(context, { reach, after, limit: query.limit });
      return { items, nextCursor: encodeCursor(next) };
    },
    addConnection: async ({ organisation, body, reach, actor }) => {
      requireAttach(reach, body);
      const permission = permissionOf(reach, body.agreement);
      return shown((await addConnection(context, { ...body, permission, organisation, actor })).id);
    },
    showConnection: async ({ connection, reach }) => {
      const whole = await describeConnection(context, connection);
      return viewOf(reach, connection) === 'whole' ? whole : statusOnly(whole);
    },
    testConnection: ({ connection }) => testConnection(context, connection),
    rotateCredential: async ({ connection, body, actor }) => {
      await rotateCredential(context, { connection, ...body, actor });
      return shown(connection.id);
    },
    readFurtherBack: async ({ connection, body, actor }) => {
      await readFurtherBack(context, { connection, ...body, actor });
      return shown(connection.id);
    },
    pauseConnection: async ({ connection, actor }) => {
      await pauseConnection(context, { connectionId: connection.id, actor });
      return shown(connection.id);
    },
    resumeConnection: async ({ connection, reach, actor }) => {
      requireResume(reach, connection);
      await resumeConnection(context, { connection, actor });
      return shown(connection.id);
    },
    stopConnection: async ({ connection, body, actor }) => {
      await stopConnection(context, { connectionId: connection.id, actor, collected: body.collected });
      return shown(connection.id);
    },

    ...historyHandlers(context),
    ...consentsHandlers(context),
    ...fleetHandlers(context, fleet),
    ...setUpHandlers(context),
    ...ticketClassesHandlers(context),

    startSync: ({ connection, body, actor }) => startSync(context, { connection, ...body, actor }),
    listSyncs: async ({ connection, query }) => {
      const after = decodeCursor(afterSync, query.cursor);
      const { items, next } = await listSyncs(context, { connection, after, limit: query.limit });
      return { items, nextCursor: encodeCursor(next) };
    },
    showSync: async ({ sync, connection }) => describeSync(sync, connection.name),
    ...replayHandlers(context),
    listRejects: ({ connection, query }) =>
      listRejects(context, { connection, cursor: query.cursor ?? null, limit: query.limit }),

    showReconciliation: ({ connection }) => showReconciliation(context, connection),
    listReconciledPerformances: async ({ connection, query }) => {
      const after = decodeCursor(afterRow, query.cursor);
      const verdict = query.verdict ?? null;
      const { items, next } = await listPerformances(context, { connection, verdict, after, limit: query.limit });
      return { items, nextCursor: encodeCursor(next) };
    },
    compareNow: ({ connection }) => compareNow(context, connection),
    readAgain: ({ connection, body, actor }) =>
      readAgain(context, { connection, performances: body.performances ?? null, actor }),

    listDeliveries: async ({ connection, query }) => {
      const after = decodeCursor(afterBatch, query.cursor);
      const { items, next } = await listDeliveries(context, { connection, after, limit: query.limit });
      return { items, nextCursor: encodeCursor(next) };
    },
    listDeliveryKeys: ({ connection }) => listKeys(context, connection),
    addDeliveryKey: ({ connection, body, actor }) =>
      addKey(context, { connection, publicKey: body.publicKey, name: body.name, actor }),
    retireDeliveryKey: ({ connection, params, actor }) => retireKey(context, { connection, key: params.key, actor }),

    runEventIdReport: ({ organisation, query }) => {
      const { from, to, columns } = query;
      return runEventIdReport(context, { organisation, from, to, columns });
    },

    ...exportHandlers(context, exports),
    ...reportHandlers(context),
    ...savedReportHandlers(context),
    ...activitiesHandlers(context),
    ...uploadHandlers(context),

    listColumnMaps: ({ connection }) => listColumnMaps(context, connection),
    setColumnMap: ({ connection, body, actor }) => setColumnMap(context, { connection, map: body.map, actor }),

    listSources: ({ organisation }) => listSources(context, organisation),
    chooseSource: ({ organisation, body, actor }) =>
      chooseSource(context, { organisation, ...body, why: body.why ?? null, actor }),
    undoSourceChoice: ({ organisation, params, actor }) =>
      undoChoice(context, { organisation, choice: params.choice, actor }),

    listStoreCopies: ({ organisation }) => listStoreCopies(context, organisation),
    copyStore: ({ organisation, actor }) => copyStore(context, { organisation, actor }),
    checkStore: ({ organisation, actor }) => checkStore(context, { organisation, actor }),
    restoreStore: ({ organisation, body, actor }) =>
      restoreStore(context, { organisation, copy: body.copy ?? null, actor }),
    ...notificationsHandlers(context),
    ...requestsHandlers(context),
    runDoctor: ({ query }) => doctor(query.thorough === 'on'),
    showLastBackup: () => showLastBackup(context),
  };
}
