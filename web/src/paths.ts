/** Every address of the app. Links are made of these, never of strings. */
export const paths = {
  connections: '/',
  connection: '/connections/$name',
  eventIds: '/reports/event-ids',
  providers: '/providers',
  guide: '/guide',
  guidePage: '/guide/$page',
  signIn: '/sign-in',
} as const;

export type Path = (typeof paths)[keyof typeof paths];
