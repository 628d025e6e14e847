// The control database as Kysely sees it, by domain; the SQL that makes it is in migrations/.
import type { AccessTables } from './schema/access.ts';
import type { ActivityTables } from './schema/activities.ts';
import type { ConnectionTables } from './schema/connections.ts';
import type { ConsentTables } from './schema/consents.ts';
import type { DeletionTables } from './schema/deletions.ts';
import type { DeliveryTables } from './schema/deliveries.ts';
import type { MatchingTables } from './schema/matching.ts';
import type { NotificationTables } from './schema/notifications.ts';
import type { OrganisationTables } from './schema/organisations.ts';
import type { PlatformTables } from './schema/platform.ts';
import type { ReconciliationTables } from './schema/reconciliation.ts';
import type { ReportTables } from './schema/reports.ts';
import type { RequestTables } from './schema/requests.ts';
import type { SourceTables } from './schema/sources.ts';
import type { SyncTables } from './schema/syncs.ts';
import type { TicketClassTables } from './schema/ticket-classes.ts';
import type { UploadTables } from './schema/uploads.ts';

export interface ControlTables
  extends OrganisationTables,
    ConnectionTables,
    ConsentTables,
    SyncTables,
    DeliveryTables,
    UploadTables,
    SourceTables,
    TicketClassTables,
    ReconciliationTables,
    AccessTables,
    NotificationTables,
    DeletionTables,
    RequestTables,
    ReportTables,
    ActivityTables,
    MatchingTables,
    PlatformTables {}
