/** Every address of the app. Links are made of these, never of strings. */
export const paths = {
  connections: '/',
  connection: '/connections/$name',
  eventIds: '/reports/event-ids',
  signIn: '/sign-in',
} as const;

export type Path = (typeof paths)[keyof typeof paths];
