// Test support: a platform without a process round it, and a toy box office whose answers a test decides.
import { join } from 'node:path';
import {
  type Connector,
  ConsentWithdrawnError,
  defineConnector,
  type Fault,
  HostRefusedError,
  NotFoundError,
  ReauthoriseError,
  RetryLaterError,
} from '@illuminate/connector-kit';
import { connectors as registered } from '@illuminate/connectors';
import { z } from 'zod';
import { type ManualClock, manualClock } from './clock.ts';
import type { Config } from './config/config.ts';
import { addConnection } from './connections/add-connection.ts';
import { createChanges } from './connections/changes.ts';
import { type ConsentPolls, createConsentPolls } from './consents/poll-consents.ts';
import type { Context } from './context.ts';
import { type ControlForTests, type OpenForTests, openControlForTests } from './control/control-for-tests.ts';
import type { Connection } from './control/schema/connections.ts';
import type { Organisation } from './control/schema/organisations.ts';
import { createDeliveryWork } from './deliveries/delivery-work.ts';
import { openKeys } from './keys/open-keys.ts';
import { silentLogger } from './logger.ts';
import { addOrganisation } from './organisations/add-organisation.ts';
import { noteDamage } from './organisations/store-damages.ts';
import { setPartnerCredential } from './providers/set-partner-credential.ts';
import { createReportRuns } from './reports/runs/report-runs.ts';
import { createSyncRunner } from './syncs/sync-runner.ts';
import { createUploadWork } from './uploads/upload-work.ts';
import { openWarehouse } from './warehouse/warehouse.ts';

export interface ToyBoxOffice {
  /** Who is on the list of consenting clients; null: the list cannot be read. */
  clients: string[] | null;
  /** Clients for whom the box office itself refuses to answer. */
  readonly refuses: Set<string>;
  signIn: 'accepted' | 'refused' | 'silent' | 'endless';
  /** What somebody has written where a client's own data shows it. */
  readonly written: Map<string, string>;
  /** Ids of customers by the number that the toy's pages show, and what is thrown at whoever asks. */
  readonly numbers: Map<string, string | Error>;
  /** Clients whose data was looked into for a code. */
  readonly asked: string[];
}

export const TOY = 'toy';

const fault = (code: string): Fault => ({
  code,
  cause: 'The toy box office would not.',
  whoActs: 'organisation',
  nextStep: 'Play with it.',
});

const partner = z.object({ login: z.string(), secret: z.string().min(4), host: z.string() });
const config = z.object({
  client: z.string().regex(/^[a-z-]+$/),
  secret: z.string().min(4).meta({ label: 'Key', help: 'Under the lid.', secret: true }),
  host: z.string().default('https://toy.example').meta({ label: 'Address', secret: false }),
});

function toyConnector(toy: ToyBoxOffice): Connector {
  return defineConnector({
    id: TOY,
    title: 'Toy Box Office',
    summary: 'For tests.',
    about: { since: '2026-01-01', supplies: [{ what: 'Blocks' }], knownLimits: [] },
    methods: ['provider-consent', 'api-credentials', 'support-request', 'delivery'],
    takesDeliveries: true,
    config,
    providerConsent: {
      label: 'provisional',
      partner,
      listConsentingClients: async () => {
        if (toy.clients === null) throw new RetryLaterError(fault('box-office-failing'));
        return toy.clients.map((client) => ({ client, allowedSince: null }));
      },
      configFor: (held, client) => ({ ...partner.parse(held), client }),
      steps: ['Lift the lid.'],
      whoCan: 'whoever may lift the lid',
      switchLabel: 'Let Illuminate look into the box',
      proof: {
        label: 'provisional',
        steps: ['Write {code} under the lid.'],
        find: async ({ client, code }) => {
          toy.asked.push(client);
          return toy.written.get(client)?.includes(code) === true;
        },
      },
    },
    supportRequest: {
      steps: ['Ring the bell.'],
      answers: [
        { title: 'Which', move: 'ask-organisation', text: 'Dear {contact}, which is “{account}” of {organisation}?' },
      ],
    },
    reliesOn: [],
    limits: { concurrency: 1, windowDays: 1 },
    connect: (given) => given,
    close: async () => undefined,
    probe: async (given, signal) => {
      if (given.host.startsWith('http:')) throw new HostRefusedError(fault('address-refused'));
      if (toy.refuses.has(given.client)) throw new ConsentWithdrawnError(fault('consent-refused'));
      if (toy.signIn === 'refused') throw new ReauthoriseError(fault('credential-refused'));
      if (toy.signIn === 'endless') await new Promise((_, reject) => signal.addEventListener('abort', reject));
      if (toy.signIn === 'silent') throw new RetryLaterError(fault('no-answer'));
      return { signedInAs: given.client, ways: [], sees: ['blocks'], cannotSee: [] };
    },
    references: async () => null,
    otherCustomerNumber: {
      label: 'provisional',
      pattern: /^T-\d{4}$/i,
      what: 'number on the lid of a customer',
      instead: 'the id under the lid',
      customerIdOf: async (_given, number) => {
        const found = toy.numbers.get(number.toUpperCase()) ?? new NotFoundError(fault('not-found'));
        if (found instanceof Error) throw found;
        return found;
      },
    },
    streams: [],
    eventIdForms: [
      { what: 'the number on the lid', example: '4607', pattern: /^(?<id>\d{1,15})$/, is: 'number' },
      {
        what: 'a link',
        example: 'https://toy.example/events/4607',
        pattern: /^\S*\/events\/(?<id>\d+)$/,
        is: 'number',
      },
    ],
  });
}

export interface ContextForTests {
  readonly context: Context;
  readonly consents: ConsentPolls;
  readonly toy: ToyBoxOffice;
  readonly clock: ManualClock;
  organisation(slug: string, name?: string): Promise<Organisation>;
  /** A connection that waits for the toy's consent. */
  claim(organisation: Organisation, client: string): Promise<Connection>;
  /** As it was at first, without the time that opening takes. The audit trail only grows. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Syncs are asked for and cancelled for real, but nobody runs them. */
export async function openContextForTests(
  open: (options: OpenForTests) => Promise<ControlForTests> = openControlForTests,
): Promise<ContextForTests> {
  const clock = manualClock(new Date('2026-05-01T10:00:00Z'));
  const { control, folder, close } = await open({ clock });
  const settings: Config = {
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder.path,
    trustedProxies: [],
    demo: 'off',
    masterKeyFile: join(folder.path, 'master.key'),
    allowLoopback: false,
    storeMemoryMb: 128,
    leaseSeconds: 45,
    reportSeconds: 600,
    logLevel: 'silent',
    loopbackOnly: true,
  };
  const log = silentLogger;
  const keys = await openKeys({ config: settings, control });
  const changes = createChanges({ clock });
  const { db } = control;
  const warehouse = await openWarehouse({
    folder: folder.folder('warehouse'),
    copiesFolder: folder.folder('copies'),
    exportsFolder: folder.folder('exports'),
    memoryLimitMb: 128,
    threads: 1,
    onDamaged: (organisationId) => void noteDamage({ db, clock, log, changes }, organisationId),
  });
  const toy: ToyBoxOffice = {
    clients: [],
    refuses: new Set(),
    signIn: 'accepted',
    written: new Map(),
    numbers: new Map(),
    asked: [],
  };
  // What people upload needs no box office to play.
  const uploads = registered.filter(({ methods }) => methods.includes('upload'));
  const connectors = new Map([toyConnector(toy), ...uploads].map((one): [string, Connector] => [one.id, one]));
  const syncs = await createSyncRunner({
    deps: {
      db,
      clock,
      log,
      keys,
      warehouse,
      connectors,
      changes,
      config: settings,
      pagesFolder: folder.folder('pages'),
    },
    dispatch: { send: async () => undefined },
    onHalted: async () => undefined,
  });
  const queue = { send: async () => true };
  const deliveries = createDeliveryWork(folder.folder('deliveries'));
  const reportRuns = await createReportRuns({ db, clock, log, warehouse, config: settings });
  const uploadWork = createUploadWork(folder.folder('uploads'));
  const context: Context = {
    config: settings,
    control,
    db,
    clock,
    log,
    keys,
    warehouse,
    queue,
    connectors,
    changes,
    syncs,
    deliveries,
    reportRuns,
    uploads: uploadWork,
    address: 'http://127.0.0.1:4310',
  };
  const consents = createConsentPolls(context);
  await setPartnerCredential(context, {
    provider: TOY,
    settings: { login: 'partner', secret: 'sesame-open-now', host: 'https://toy.example' },
    actor: 'test',
  });
  return {
    context,
    consents,
    toy,
    clock,
    async organisation(slug, name = slug) {
      const place = { zone: 'Europe/London', currency: 'GBP' };
      const { id } = await addOrganisation(context, { slug, name, ...place, actor: 'test' });
      return db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    },
    claim: (organisation, client) =>
      addConnection(context, {
        organisation,
        provider: TOY,
        method: 'provider-consent',
        settings: { client },
        test: false,
        actor: 'test',
      }),
    async reset() {
      toy.clients = [];
      toy.refuses.clear();
      toy.written.clear();
      toy.numbers.clear();
      toy.asked.length = 0;
      toy.signIn = 'accepted';
      await db.deleteFrom('connections').execute();
      await db.deleteFrom('consent_polls').execute();
      await db.deleteFrom('settings').where('key', 'like', 'consent_list.%').execute();
      await db.deleteFrom('organisations').execute();
    },
    async close() {
      await syncs.close();
      await consents.close();
      await uploadWork.close();
      await deliveries.close();
      await reportRuns.close();
      changes.close();
      await warehouse.close();
      await close();
    },
  };
}
