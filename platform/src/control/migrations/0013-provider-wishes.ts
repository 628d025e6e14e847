import type { Migration } from './migration.ts';

export const providerWishes0013: Migration = {
  number: 13,
  name: 'provider-wishes',
  sql: `
create table provider_wishes (
  system text not null,
  day date not null,
  number integer not null,
  primary key (system, day)
);
`,
};
