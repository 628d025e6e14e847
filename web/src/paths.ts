/** Every address of the app. Links are made of these, never of strings. */
export const paths = {
  connections: '/',
  connection: '/connections/$name',
  fleet: '/fleet',
  setUp: '/organisations/$organisation/set-up',
  eventIds: '/reports/event-ids',
  providers: '/providers',
  guide: '/guide',
  guidePage: '/guide/$page',
  people: '/people',
  apiKeys: '/api-keys',
  audit: '/audit',
  platformPeople: '/platform/people',
  account: '/account',
  signIn: '/sign-in',
  lookAround: '/look-around',
  invitation: '/invitation/{-$token}',
  welcome: '/welcome/{-$token}',
  forgotten: '/forgotten',
  reset: '/reset/{-$token}',
} as const;

export type Path = (typeof paths)[keyof typeof paths];
