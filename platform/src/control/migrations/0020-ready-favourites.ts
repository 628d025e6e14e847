import type { Migration } from './migration.ts';

/** Whose favourites reports are that came with the platform: in each organisation anew, as their answers are. */
export const readyFavourites0020: Migration = {
  number: 20,
  name: 'ready-favourites',
  sql: `
create table ready_favourites (
  organisation_id text not null references organisations (id) on delete cascade,
  report text not null,
  person_id text not null,
  since timestamptz not null,
  primary key (organisation_id, report, person_id)
);
`,
};
