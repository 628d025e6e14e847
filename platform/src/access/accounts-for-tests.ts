// Test support: two organisations and nobody in them, over HTTP, and what tests of accounts have in common.
import { afterAll, beforeAll, beforeEach } from 'vitest';
import {
  type ApiForTests,
  type Asked,
  type PersonForTests,
  problemIn,
  type Received,
  type SignedInForTests,
  sentFor,
  startApiForTests,
} from '../api/api-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';

export const PASSWORD = 'four horses in a field';
export const DAY_MS = 24 * 3_600_000;

type Id = Parameters<typeof sentFor>[0];
type Headers = Readonly<Record<string, string>>;

export const given = <T>({ text }: Received): T => JSON.parse(text) as T;
export const codeOf = (answer: Received): string => problemIn(answer).code;
/** Without what is another in each answer. */
export const told = ({ status, text }: Received): string => `${status} ${text.replace(/"reference":"\w+"/, '')}`;

export const cookiesOf = ({ headers }: Received): string =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
/** As a page of ours sends what it was given. */
export const asPage = (cookie: string): Headers => ({ cookie, 'sec-fetch-site': 'same-origin' });

/** Its members hold from the first test of a file on: they are made anew before each. */
export interface AccountsForTests {
  readonly api: ApiForTests;
  readonly riverside: Organisation;
  readonly harbour: Organisation;
  /** Headers of the operator's key. */
  readonly operator: Headers;
  call(id: Id, asked?: Asked, headers?: Headers): Promise<Received>;
  signIn(email: string, password?: string, cookie?: string): Promise<Received>;
  /** The administrator of Riverside. */
  asha(more?: Partial<PersonForTests>): Promise<SignedInForTests>;
  member(email?: string): Promise<SignedInForTests>;
  platformAdmin(): Promise<SignedInForTests>;
  desk(): Promise<SignedInForTests>;
}

/** Starts the API for the tests of a file, and empties it before each. */
export function accountsForTests(): AccountsForTests {
  let api: ApiForTests;
  let riverside: Organisation;
  let harbour: Organisation;

  beforeAll(async () => {
    api = await startApiForTests();
  });
  beforeEach(async () => {
    const { db } = api.box.context;
    await api.box.reset();
    for (const table of ['people', 'invitations', 'sign_in_attempts', 'sessions'] as const) {
      await db.deleteFrom(table).execute();
    }
    riverside = await api.box.organisation('riverside', 'Riverside Theatre');
    harbour = await api.box.organisation('harbour', 'Harbour Playhouse');
  });
  afterAll(() => api.close());

  const call = (id: Id, asked: Asked = {}, headers: Headers = {}) => api.send(sentFor(id, asked, headers));
  return {
    get api() {
      return api;
    },
    get riverside() {
      return riverside;
    },
    get harbour() {
      return harbour;
    },
    get operator() {
      return { authorization: `Bearer ${api.operatorKey}` };
    },
    call,
    signIn: (email, password = PASSWORD, cookie) =>
      call('openSession', { body: { email, password } }, cookie === undefined ? {} : asPage(cookie)),
    asha: (more = {}) =>
      api.person({
        ...{ email: 'asha@riverside.example', name: 'Asha Rao', password: PASSWORD },
        memberships: [{ organisation: riverside.id, role: 'organisation-admin' }],
        ...more,
      }),
    member: (email = 'mair@riverside.example') =>
      api.person({ email, name: 'Mair Pugh', memberships: [{ organisation: riverside.id, role: 'member' }] }),
    platformAdmin: () =>
      api.person({ email: 'ewan@platform.example', name: 'Ewan Sharp', roles: [{ role: 'platform-admin' }] }),
    desk: () => api.person({ email: 'priya@desk.example', roles: [{ role: 'support-desk' }] }),
  };
}
