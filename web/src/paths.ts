/** Every address of the app. Links are made of these, never of strings. */
export const paths = {
  connections: '/',
  connection: '/connections/$name',
  eventIds: '/reports/event-ids',
} as const;
