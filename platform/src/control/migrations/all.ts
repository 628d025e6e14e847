// Numbered, in order, only ever appended to: a migration that has left this machine is never edited.
import { control0001 } from './0001-control.ts';
import { deliveries0002 } from './0002-deliveries.ts';
import { sources0003 } from './0003-sources.ts';
import { columnMaps0004 } from './0004-column-maps.ts';
import { storeDamages0005 } from './0005-store-damages.ts';
import { reconciliation0006 } from './0006-reconciliation.ts';
import { people0007 } from './0007-people.ts';
import { mail0008 } from './0008-mail.ts';
import { requests0009 } from './0009-requests.ts';
import { claims0010 } from './0010-claims.ts';
import { deletions0011 } from './0011-deletions.ts';
import { historyOfASubject0012 } from './0012-history-of-a-subject.ts';
import { providerWishes0013 } from './0013-provider-wishes.ts';
import { replays0014 } from './0014-replays.ts';
import { savedReports0015 } from './0015-saved-reports.ts';
import { ticketClasses0016 } from './0016-ticket-classes.ts';
import { activities0017 } from './0017-activities.ts';
import { uploads0018 } from './0018-uploads.ts';
import { historyTold0019 } from './0019-history-told.ts';
import { readyFavourites0020 } from './0020-ready-favourites.ts';
import { activityImportColumns0021 } from './0021-activity-import-columns.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  control0001,
  deliveries0002,
  sources0003,
  columnMaps0004,
  storeDamages0005,
  reconciliation0006,
  people0007,
  mail0008,
  requests0009,
  claims0010,
  deletions0011,
  historyOfASubject0012,
  providerWishes0013,
  replays0014,
  savedReports0015,
  ticketClasses0016,
  activities0017,
  uploads0018,
  historyTold0019,
  readyFavourites0020,
  activityImportColumns0021,
];
