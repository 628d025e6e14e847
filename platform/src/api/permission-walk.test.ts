// Every operation × every kind of caller × one's own and another's organisation. An operation without a line does not compile.
import { OPERATIONS, type OperationId } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOY } from '../context-for-tests.ts';
import { type ApiForTests, type Asked, sentFor, startApiForTests } from './api-for-tests.ts';

interface Line {
  /** Restated here, so that loosening an operation takes two hands. */
  readonly who: 'public' | 'read' | 'write' | 'operator' | 'signed';
  readonly asks: (whose: Whose) => Asked;
  /** Whether the call names something of an organisation. */
  readonly names: boolean;
}

interface Whose {
  readonly slug: string;
  readonly connection: string;
  readonly sync: string;
  readonly apiKey: string;
}

const ofConnection = ({ connection }: Whose): Asked => ({ params: { connection } });
const ofBatch = ({ connection }: Whose): Asked => ({ params: { connection, batch: 'b-1' } });
const nothing = (): Asked => ({});

const LINES: Readonly<Record<OperationId, Line>> = {
  listProviders: { who: 'public', names: false, asks: nothing },
  listCandidates: { who: 'public', names: false, asks: nothing },
  wishForSystem: { who: 'public', names: false, asks: () => ({ body: { system: 'another' } }) },
  openSession: { who: 'public', names: false, asks: () => ({ body: {} }) },
  showStatus: { who: 'read', names: false, asks: nothing },
  showSession: { who: 'read', names: false, asks: nothing },
  listOrganisations: { who: 'read', names: false, asks: nothing },
  watchConnections: { who: 'read', names: true, asks: ({ slug }) => ({ query: { organisation: slug } }) },
  listConnections: { who: 'read', names: true, asks: ({ slug }) => ({ query: { organisation: slug } }) },
  showConnection: { who: 'read', names: true, asks: ofConnection },
  listSyncs: { who: 'read', names: true, asks: ofConnection },
  showSync: { who: 'read', names: true, asks: ({ sync }) => ({ params: { sync } }) },
  listRejects: { who: 'read', names: true, asks: ofConnection },
  listDeliveries: { who: 'read', names: true, asks: ofConnection },
  listDeliveryKeys: { who: 'read', names: true, asks: ofConnection },
  runEventIdReport: {
    who: 'read',
    names: true,
    asks: ({ slug }) => ({ query: { organisation: slug, from: '2022-01-01', to: '2022-12-31' } }),
  },
  listColumnMaps: { who: 'read', names: true, asks: ofConnection },
  setColumnMap: {
    who: 'write',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { map: {} } }),
  },
  listSources: { who: 'read', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  chooseSource: {
    who: 'write',
    names: true,
    asks: ({ slug, connection }) => ({
      params: { organisation: slug },
      body: { counts: connection, other: 'another', from: '2026-03-01', to: '2026-06-30' },
    }),
  },
  undoSourceChoice: {
    who: 'write',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, choice: 'cho_1' } }),
  },
  testConnection: { who: 'write', names: true, asks: ofConnection },
  rotateCredential: {
    who: 'write',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { secret: 'a-new-secret-key' } }),
  },
  showReconciliation: { who: 'read', names: true, asks: ofConnection },
  listReconciledPerformances: { who: 'read', names: true, asks: ofConnection },
  compareNow: { who: 'write', names: true, asks: ofConnection },
  readAgain: { who: 'write', names: true, asks: ofConnection },
  listHistory: { who: 'read', names: true, asks: ofConnection },
  showCoverage: { who: 'read', names: true, asks: ofConnection },
  startSync: { who: 'write', names: true, asks: ofConnection },
  pauseConnection: { who: 'write', names: true, asks: ofConnection },
  resumeConnection: { who: 'write', names: true, asks: ofConnection },
  stopConnection: { who: 'write', names: true, asks: ofConnection },
  reconnectConnection: { who: 'write', names: true, asks: ofConnection },
  deleteConnectionData: { who: 'write', names: true, asks: ofConnection },
  listDeletions: { who: 'read', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  deleteOrganisationData: {
    who: 'write',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { atOnce: true, confirm: 'not its name' } }),
  },
  cancelDeletion: {
    who: 'write',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, deletion: 'del_none' } }),
  },
  showCertificate: {
    who: 'read',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, deletion: 'del_none' } }),
  },
  addDeliveryKey: {
    who: 'write',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { publicKey: Buffer.alloc(32, 9).toString('base64') } }),
  },
  retireDeliveryKey: {
    who: 'write',
    names: true,
    asks: ({ connection }) => ({ params: { connection, key: 'dk_none' } }),
  },
  addConnection: {
    who: 'operator',
    names: true,
    asks: ({ slug }) => ({
      body: { organisation: slug, provider: TOY, method: 'provider-consent', settings: { client: 'another' } },
    }),
  },
  setPartnerCredential: {
    who: 'operator',
    names: false,
    asks: () => ({
      params: { provider: TOY },
      body: { settings: { login: 'x', secret: 'sesame-open-now', host: 'https://toy.example' } },
    }),
  },
  addOrganisation: {
    who: 'operator',
    names: false,
    asks: () => ({ body: { slug: 'third', name: 'Third', zone: 'Europe/London', currency: 'GBP' } }),
  },
  setZone: {
    who: 'operator',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { zone: 'Europe/London' } }),
  },
  addApiKey: { who: 'operator', names: true, asks: ({ slug }) => ({ body: { organisation: slug, name: 'k' } }) },
  listApiKeys: { who: 'operator', names: false, asks: nothing },
  revokeApiKey: { who: 'operator', names: false, asks: ({ apiKey }) => ({ params: { id: apiKey } }) },
  listStoreCopies: { who: 'operator', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  copyStore: { who: 'operator', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  checkStore: { who: 'operator', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  restoreStore: {
    who: 'operator',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: {} }),
  },
  submitRequest: {
    who: 'public',
    names: false,
    asks: () => ({
      body: { provider: TOY, organisationName: 'O', contactName: 'C', email: 'c@o.example', account: 'a' },
    }),
  },
  submitSignUp: {
    who: 'public',
    names: false,
    asks: () => ({ body: { organisationName: 'O', contactName: 'C', email: 'c@o.example' } }),
  },
  showRequestByLink: { who: 'public', names: false, asks: () => ({ body: { token: 'none' } }) },
  confirmRequest: { who: 'public', names: false, asks: () => ({ body: { token: 'none' } }) },
  answerRequestByLink: { who: 'public', names: false, asks: () => ({ body: { token: 'none', text: 'x' } }) },
  requestConnection: {
    who: 'write',
    names: true,
    asks: ({ slug }) => ({
      params: { organisation: slug },
      body: { provider: TOY, contactName: 'C', email: 'c@o.example', account: 'a' },
    }),
  },
  listOwnRequests: { who: 'read', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  answerOwnRequest: {
    who: 'write',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, request: 'R-1' }, body: { text: 'x' } }),
  },
  listRequests: { who: 'operator', names: false, asks: nothing },
  showRequest: { who: 'operator', names: false, asks: () => ({ params: { request: 'R-1' } }) },
  noteRequest: { who: 'operator', names: false, asks: () => ({ params: { request: 'R-1' }, body: { text: 'x' } }) },
  moveRequest: {
    who: 'operator',
    names: false,
    asks: () => ({ params: { request: 'R-1' }, body: { move: 'decline' } }),
  },
  assignRequest: { who: 'operator', names: false, asks: () => ({ params: { request: 'R-1' }, body: { email: null } }) },
  completeRequest: { who: 'operator', names: false, asks: () => ({ params: { request: 'R-1' }, body: {} }) },
  listMails: { who: 'operator', names: false, asks: nothing },
  showMail: { who: 'operator', names: false, asks: () => ({ params: { mail: 'mai_none' } }) },
  retryMail: { who: 'operator', names: false, asks: () => ({ params: { mail: 'mai_none' } }) },
  runDoctor: { who: 'operator', names: false, asks: nothing },
  takeBackup: { who: 'operator', names: false, asks: nothing },
  showLastBackup: { who: 'operator', names: false, asks: nothing },
  // Known by the signature of the request alone: no key of the API opens them.
  showDeliveryPosition: { who: 'signed', names: true, asks: ofConnection },
  openDelivery: { who: 'signed', names: true, asks: ofBatch },
  showDelivery: { who: 'signed', names: true, asks: ofBatch },
  sendDeliveryPart: {
    who: 'signed',
    names: true,
    asks: ({ connection }) => ({ params: { connection, batch: 'b-1', part: 1 } }),
  },
  completeDelivery: { who: 'signed', names: true, asks: ofBatch },
  // Last, as it ends the session of the demo.
  closeSession: { who: 'public', names: false, asks: nothing },
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

async function populate(slug: string, mark: string): Promise<Whose & { id: string }> {
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
  return { id: organisation.id, slug, connection: connection.name, sync: syncId, apiKey: id };
}

beforeAll(async () => {
  api = await startApiForTests({ demo: true });
  const mine = await populate('own', 'mine');
  own = mine;
  foreign = await populate('foreign', MARK);
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
  for (const id of ORDER) expect(`${id} ${LINES[id].who}`).toBe(`${id} ${OPERATIONS[id].scope}`);
});

describe.each(ORDER)('%s', (id) => {
  const { who, asks, names } = LINES[id];

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
});
