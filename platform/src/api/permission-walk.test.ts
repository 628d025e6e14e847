// Every operation × every kind of caller × one's own and another's organisation. An operation without a line does not compile.
import { OPERATIONS, type OperationId, organisationRole, platformRole, type Role, WHO_MAY } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOY } from '../context-for-tests.ts';
import { type ApiForTests, type Received, type SignedInForTests, sentFor, startApiForTests } from './api-for-tests.ts';
import { ACTIVITIES_LINES } from './permission-lines/activities-for-tests.ts';
import { CONNECTIONS_LINES } from './permission-lines/connections-for-tests.ts';
import { CONSENTS_LINES } from './permission-lines/consents-for-tests.ts';
import { DELIVERIES_LINES } from './permission-lines/deliveries-for-tests.ts';
import { type Line, nothing, type Whose } from './permission-lines/line-for-tests.ts';
import { PEOPLE_LINES } from './permission-lines/people-for-tests.ts';
import { PLATFORM_LINES } from './permission-lines/platform-for-tests.ts';
import { PRIVACY_LINES } from './permission-lines/privacy-for-tests.ts';
import { REPORTS_LINES } from './permission-lines/reports-for-tests.ts';
import { REQUESTS_LINES } from './permission-lines/requests-for-tests.ts';
import { SOURCES_LINES } from './permission-lines/sources-for-tests.ts';
import { SYNCS_LINES } from './permission-lines/syncs-for-tests.ts';
import { UPLOADS_LINES } from './permission-lines/uploads-for-tests.ts';

const LINES: Readonly<Record<OperationId, Line>> = {
  ...CONNECTIONS_LINES,
  ...SYNCS_LINES,
  ...CONSENTS_LINES,
  ...DELIVERIES_LINES,
  ...UPLOADS_LINES,
  ...SOURCES_LINES,
  ...ACTIVITIES_LINES,
  ...REPORTS_LINES,
  ...PRIVACY_LINES,
  ...REQUESTS_LINES,
  ...PLATFORM_LINES,
  ...PEOPLE_LINES,
  // Last, as they end the session that asks.
  openSession: { who: 'public', people: '', names: false, asks: () => ({ body: {} }) },
  closeSession: { who: 'public', people: '', names: false, asks: nothing },
};

const MARK = 'zzqmark';
const ORDER = Object.keys(LINES) as OperationId[];

let api: ApiForTests;
let own: Whose;
let foreign: Whose;
const callers: Record<'anonymous' | 'reader' | 'writer' | 'operator' | 'demo', Record<string, string>> = {
  anonymous: {},
  reader: {},
  writer: {},
  operator: {},
  demo: {},
};

async function populate(slug: string, mark: string): Promise<Whose & { id: string; connectionId: string }> {
  const { box } = api;
  const organisation = await box.organisation(slug, `Organisation ${mark}`);
  const client = `client-${mark}`;
  const connection = await box.claim(organisation, client);
  box.toy.clients = [...(box.toy.clients ?? []), client];
  await box.consents.pollAll();
  const { syncId } = await box.context.syncs.request(connection.id, 'manual');
  const apiKey = await api.key(organisation.id, ['read']);
  const { id } = await box.context.db
    .selectFrom('api_keys')
    .select('id')
    .where('organisation_id', '=', organisation.id)
    .executeTakeFirstOrThrow();
  expect(apiKey).not.toBe('');
  const person = await api.person({
    email: `somebody@${mark}.example`,
    memberships: [{ organisation: organisation.id, role: 'member' }],
  });
  const invited = await api.send(
    sentFor(
      'inviteMember',
      { params: { organisation: slug }, body: { email: `invited@${mark}.example`, role: 'member' } },
      { authorization: `Bearer ${api.operatorKey}` },
    ),
  );
  const invitation = (JSON.parse(invited.text) as { id: string }).id;
  const named = { slug, connection: connection.name, sync: syncId, apiKey: id, person: person.id, invitation };
  return { id: organisation.id, connectionId: connection.id, ...named };
}

beforeAll(async () => {
  api = await startApiForTests({ demo: true });
  const mine = await populate('own', 'mine');
  own = mine;
  const other = await populate('foreign', MARK);
  foreign = other;
  // Beyond a contact of the toy's, and of a funder's reader: another provider's, and nobody has consented.
  await api.box.context.db
    .updateTable('connections')
    .set({ provider: 'elsewhere', state: 'waiting_for_consent' })
    .where('id', '=', other.connectionId)
    .execute();
  for (const [role, letter] of Object.entries(ROLE) as [Role, string][]) {
    const inHouse = organisationRole.safeParse(role);
    const onPlatform = platformRole.safeParse(role);
    people[letter] = await api.person({
      email: `${role}@own.example`,
      ...(inHouse.success ? { memberships: [{ organisation: mine.id, role: inHouse.data }] } : {}),
      ...(onPlatform.success
        ? { roles: [{ role: onPlatform.data, ...(role === 'provider-contact' ? { provider: TOY } : {}) }] }
        : {}),
    });
  }
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  callers.reader = bearer(await api.key(mine.id, ['read']));
  callers.writer = bearer(await api.key(mine.id, ['write']));
  callers.operator = bearer(api.operatorKey);
  const opened = await api.send(sentFor('openSession', { body: {} }));
  callers.demo = {
    cookie: String(opened.headers['set-cookie']).split(';')[0] ?? '',
    'sec-fetch-site': 'same-origin',
  };
});
afterAll(() => api.close());

const ROLE: Readonly<Record<Role, string>> = {
  member: 'm',
  'insights-administrator': 'i',
  'organisation-admin': 'a',
  'support-desk': 'd',
  'platform-admin': 'p',
  'provider-contact': 'c',
  'funder-reader': 'f',
};
const people: Record<string, SignedInForTests> = {};
/** Those who look after everybody; the others may not even see what is foreign to them. */
const SUPPORT = 'dp';

const MAY = {
  anonymous: ['public'],
  reader: ['public', 'read'],
  writer: ['public', 'read', 'write'],
  demo: ['public', 'read', 'write'],
  operator: ['public', 'read', 'write', 'operator'],
} as const;
const isAllowed = (caller: keyof typeof MAY, who: Line['who']): boolean =>
  (MAY[caller] as readonly string[]).includes(who);

test('every operation has a line, and says the same as the contract', () => {
  expect(Object.keys(LINES).sort()).toEqual(Object.keys(OPERATIONS).sort());
  for (const id of ORDER) {
    expect(`${id} ${LINES[id].who}`).toBe(`${id} ${OPERATIONS[id].scope}`);
    const may = WHO_MAY[id];
    const roles = typeof may === 'string' ? (may === 'signed-in' ? '*' : '') : may.map((role) => ROLE[role]).join('');
    expect(`${id} ${[...roles].sort().join('')}`).toBe(
      `${id} ${[...LINES[id].people.replaceAll(' ', '')].sort().join('')}`,
    );
  }
});

const sayAnswered = ({ status, text }: Received): string => (status < 500 ? 'answered' : text);

describe.each(ORDER)('%s', (id) => {
  const { who, people: may, asks, names } = LINES[id];

  test.each(['anonymous', 'reader', 'writer', 'demo'] as const)(
    'is refused to %s without the scope',
    async (caller) => {
      if (isAllowed(caller, who)) return;
      for (const whose of [own, foreign]) {
        const { status } = await api.send(sentFor(id, asks(whose), callers[caller]));
        expect(status).toBe(caller === 'anonymous' || who === 'signed' ? 401 : 403);
      }
    },
  );

  test.each(['reader', 'writer'] as const)('finds nothing of another organisation for %s', async (caller) => {
    if (!isAllowed(caller, who)) return;
    const { status, text } = await api.send(sentFor(id, asks(foreign), callers[caller]));
    if (names) expect(status).toBe(404);
    expect(text).not.toContain(MARK);
  });

  test.each(['reader', 'writer', 'demo', 'operator'] as const)('answers %s with the scope', async (caller) => {
    if (!isAllowed(caller, who)) return;
    const { status, text } = await api.send(sentFor(id, asks(own), callers[caller]));
    expect({ text, answered: ![401, 403].includes(status) && status < 500 }).toMatchObject({ answered: true });
    if (caller !== 'demo' && caller !== 'operator') expect(text).not.toContain(MARK);
  });

  test('is for people by their roles, and finds nothing beyond their reach', async () => {
    const found: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const [letter, { headers }] of Object.entries(people)) {
      const isAdmitted = who === 'public' || may.includes('*') || may.includes(letter);
      const refused = who === 'signed' ? 'refused 401' : 'refused 403';
      const atOwn = await api.send(sentFor(id, asks(own), headers));
      found[`${letter} own`] = [401, 403].includes(atOwn.status) ? `refused ${atOwn.status}` : sayAnswered(atOwn);
      expected[`${letter} own`] = isAdmitted ? 'answered' : refused;
      if (SUPPORT.includes(letter)) continue;
      expect(atOwn.text).not.toContain(MARK);
      const abroad = await api.send(sentFor(id, asks(foreign), headers));
      expect(abroad.text.replaceAll(foreign.slug, '')).not.toContain(MARK);
      if (!names) continue;
      found[`${letter} foreign`] = `${abroad.status}`;
      expected[`${letter} foreign`] = who === 'signed' ? '401' : isAdmitted ? '404' : '403';
    }
    expect(found).toEqual(expected);
  });
});
