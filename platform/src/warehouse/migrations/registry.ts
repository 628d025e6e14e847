import { tables } from './0001-tables.ts';
import { rejectParts } from './0002-reject-parts.ts';
import { performancesWithoutDates } from './0003-performances-without-dates.ts';
import { observations } from './0004-observations.ts';
import { sources } from './0005-sources.ts';
import { deliveries } from './0006-deliveries.ts';
import { privacy } from './0007-privacy.ts';
import { ticketClasses } from './0008-ticket-classes.ts';
import { uploads } from './0009-uploads.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  tables,
  rejectParts,
  performancesWithoutDates,
  observations,
  sources,
  deliveries,
  privacy,
  ticketClasses,
  uploads,
];
