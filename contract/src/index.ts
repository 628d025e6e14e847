export * from './access.ts';
export * from './account.ts';
export * from './audit.ts';
export * from './backups.ts';
export * from './candidates.ts';
export * from './client.ts';
export * from './column-maps.ts';
export * from './connections.ts';
export * from './consents.ts';
export * from './deletions.ts';
export * from './deliveries.ts';
export * from './doctor.ts';
export * from './errors.ts';

export * from './fleet.ts';
export * from './history.ts';

export * from './notifications.ts';

export * from './operation.ts';
export * from './operations.ts';
export * from './organisations.ts';
export * from './paging.ts';
export * from './people.ts';
export * from './platform.ts';
export * from './providers.ts';
export * from './reconciliation.ts';
export * from './replays.ts';
export * from './report-definition.ts';
export * from './reports.ts';
export * from './requests.ts';
export * from './roles.ts';
export * from './set-up.ts';
export * from './sources.ts';
export * from './syncs.ts';
export * from './who-may.ts';
export * from './words.ts';
