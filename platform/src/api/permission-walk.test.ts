// Every operation × every kind of caller × one's own and another's organisation. An operation without a line does not compile.
import { OPERATIONS, type OperationId, organisationRole, platformRole, type Role, WHO_MAY } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOY } from '../context-for-tests.ts';
import {
  type ApiForTests,
  type Asked,
  type Received,
  type SignedInForTests,
  sentFor,
  startApiForTests,
} from './api-for-tests.ts';

interface Line {
  /** Restated here, so that loosening an operation takes two hands. */
  readonly who: 'public' | 'read' | 'write' | 'operator' | 'person' | 'signed';
  /** Roles that may, by the letters of `ROLE`; `*` is whoever is signed in. */
  readonly people: string;
  readonly asks: (whose: Whose) => Asked;
  /** Whether the call names something of an organisation. */
  readonly names: boolean;
}

interface Whose {
  readonly slug: string;
  readonly connection: string;
  readonly sync: string;
  readonly apiKey: string;
  readonly person: string;
  readonly invitation: string;
}

const ofConnection = ({ connection }: Whose): Asked => ({ params: { connection } });
const ofBatch = ({ connection }: Whose): Asked => ({ params: { connection, batch: 'b-1' } });
const ofUpload = ({ slug }: Whose): Asked => ({ params: { organisation: slug, upload: 'upl_0000000000000000' } });
const nothing = (): Asked => ({});
const ofOrganisation = ({ slug }: Whose): Asked => ({ params: { organisation: slug } });
const ofRun = ({ slug }: Whose): Asked => ({ params: { organisation: slug, run: 'run_none' } });
const withBody = (params: Record<string, string>, body?: object): Asked =>
  body === undefined ? { params } : { params, body };
const ofReport = ({ slug }: Whose, body?: object): Asked => withBody({ organisation: slug, report: 'rpt_none' }, body);
const ofCriteriaSet = ({ slug }: Whose, body?: object): Asked =>
  withBody({ organisation: slug, criteriaSet: 'crs_none' }, body);
const COUNTED = { mode: 'grouped', keys: [], measures: [{ measure: 'tickets' }] };

const of =
  (rest: Asked = {}) =>
  ({ slug }: Whose): Asked => ({ ...rest, params: { organisation: slug, ...rest.params } });
const reads = { who: 'read', people: 'mia', names: true } as const;
const writes = { who: 'write', people: 'ia', names: true } as const;
const TYPED = { title: 'T', kind: 'other', artform: 'other', from: '2026-05-01' };
const FILE = { name: 'a.csv', content: Buffer.from('Title\n').toString('base64') };
const EVENTS = [{ connection: 'x-y', event: '1' }];

const activityLines = {
  listActivities: { ...reads, asks: of() },
  listPlaces: { ...reads, asks: of() },
  showMatching: { ...reads, asks: of() },
  listProposedActivities: { ...reads, asks: of() },
  addActivity: { ...writes, asks: of({ body: TYPED }) },
  changeActivity: { ...writes, asks: of({ params: { activity: 'act_none' }, body: { ...TYPED, version: 1 } }) },
  archiveActivity: { ...writes, asks: of({ params: { activity: 'act_none' }, body: { archived: true, version: 1 } }) },
  renamePlace: { ...writes, asks: of({ params: { place: 'plc_none' }, body: { name: 'Hall' } }) },
  checkActivityImport: { ...writes, asks: of({ body: FILE }) },
  importActivities: { ...writes, asks: of({ body: FILE }) },
  acceptProposedActivities: { ...writes, asks: of({ body: { events: EVENTS } }) },
  matchEvents: { ...writes, asks: of({ body: { pairs: [{ ...EVENTS[0], activity: 'act_none' }] } }) },
  unmatchEvents: { ...writes, asks: of({ body: { matches: ['mat_none'] } }) },
  excludeEvents: { ...writes, asks: of({ body: { events: EVENTS, reason: 'hire' } }) },
  includeEvents: { ...writes, asks: of({ body: { events: EVENTS } }) },
  undoMatching: { ...writes, asks: of({ body: {} }) },
} as const satisfies Partial<Record<OperationId, Line>>;

const LINES: Readonly<Record<OperationId, Line>> = {
  listProviders: { who: 'public', people: '', names: false, asks: nothing },
  listCandidates: { who: 'public', people: '', names: false, asks: nothing },
  wishForSystem: { who: 'public', people: '', names: false, asks: () => ({ body: { system: 'another' } }) },
  showStatus: { who: 'read', people: 'mia dp cf', names: false, asks: nothing },
  showSession: { who: 'read', people: '*', names: false, asks: nothing },
  listOrganisations: { who: 'read', people: 'mia dp cf', names: false, asks: nothing },
  watchConnections: {
    who: 'read',
    people: 'mia dp cf',
    names: true,
    asks: ({ slug }) => ({ query: { organisation: slug } }),
  },
  listConnections: {
    who: 'read',
    people: 'mia dp cf',
    names: true,
    asks: ({ slug }) => ({ query: { organisation: slug } }),
  },
  showConnection: { who: 'read', people: 'mia dp cf', names: true, asks: ofConnection },
  listSyncs: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  showSync: { who: 'read', people: 'mia dp', names: true, asks: ({ sync }) => ({ params: { sync } }) },
  listRejects: { who: 'read', people: 'ia', names: true, asks: ofConnection },
  listDeliveries: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  listDeliveryKeys: { who: 'read', people: 'a dp', names: true, asks: ofConnection },
  runEventIdReport: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ query: { organisation: slug, from: '2022-01-01', to: '2022-12-31' } }),
  },
  listReportFields: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ query: { organisation: slug } }),
  },
  listReadyReports: { who: 'read', people: 'mia', names: false, asks: nothing },
  runReadyReport: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ params: { report: 'daily-sales' }, query: { organisation: slug } }),
  },
  runReport: {
    who: 'read',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({
      body: {
        organisation: slug,
        definition: { v: 1, type: 'sales', output: { mode: 'grouped', keys: [], measures: [{ measure: 'tickets' }] } },
      },
    }),
  },
  countReport: {
    who: 'read',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ body: { organisation: slug, type: 'sales', criteria: { match: 'all', items: [] } } }),
  },
  previewReport: {
    who: 'read',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ body: { organisation: slug, definition: { v: 1, type: 'sales', output: COUNTED } } }),
  },
  listFieldValues: {
    who: 'read',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ params: { field: 'event.name' }, query: { organisation: slug } }),
  },
  listCriteriaSets: { who: 'read', people: 'mia', names: true, asks: ofOrganisation },
  showCriteriaSet: { who: 'read', people: 'mia', names: true, asks: (whose) => ofCriteriaSet(whose) },
  createCriteriaSet: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ({
      ...ofOrganisation(whose),
      body: { type: 'sales', name: 'By date', criteria: { match: 'all', items: [] } },
    }),
  },
  changeCriteriaSet: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ofCriteriaSet(whose, { version: 1 }),
  },
  copyCriteriaSet: { who: 'write', people: 'ia', names: true, asks: (whose) => ofCriteriaSet(whose, {}) },
  archiveCriteriaSet: { who: 'write', people: 'ia', names: true, asks: (whose) => ofCriteriaSet(whose) },
  restoreCriteriaSet: { who: 'write', people: 'ia', names: true, asks: (whose) => ofCriteriaSet(whose) },
  listReports: { who: 'read', people: 'mia', names: true, asks: ofOrganisation },
  showReport: { who: 'read', people: 'mia', names: true, asks: (whose) => ofReport(whose) },
  createReport: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ({ ...ofOrganisation(whose), body: { type: 'sales', name: 'Tickets', output: COUNTED } }),
  },
  changeReport: { who: 'write', people: 'ia', names: true, asks: (whose) => ofReport(whose, { version: 1 }) },
  copyReport: { who: 'write', people: 'ia', names: true, asks: (whose) => ofReport(whose, {}) },
  archiveReport: { who: 'write', people: 'ia', names: true, asks: (whose) => ofReport(whose) },
  restoreReport: { who: 'write', people: 'ia', names: true, asks: (whose) => ofReport(whose) },
  setReportFavourite: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: (whose) => ofReport(whose, { isFavourite: true }),
  },
  acceptReportDefinitions: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ofReport(whose, { version: 1 }),
  },
  runSavedReport: { who: 'read', people: 'mia', names: true, asks: (whose) => ofReport(whose, {}) },
  startReportRun: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: (whose) => ({ ...ofOrganisation(whose), body: { of: { report: 'rpt_none' } } }),
  },
  showReportRun: { who: 'read', people: 'mia', names: true, asks: ofRun },
  showReportRunResult: { who: 'read', people: 'mia', names: true, asks: ofRun },
  cancelReportRun: { who: 'read', people: 'mia', names: true, asks: ofRun },
  listReportRuns: { who: 'read', people: 'mia', names: true, asks: ofOrganisation },
  prepareExport: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ body: { organisation: slug, of: { ready: 'daily-sales' }, format: 'csv' } }),
  },
  downloadExport: { who: 'read', people: 'mia', names: false, asks: () => ({ params: { export: 'exp_none' } }) },
  listColumnMaps: { who: 'read', people: 'ia dp', names: true, asks: ofConnection },
  setColumnMap: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { map: {} } }),
  },
  listSources: { who: 'read', people: 'mia', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  chooseSource: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug, connection }) => ({
      params: { organisation: slug },
      body: { counts: connection, other: 'another', from: '2026-03-01', to: '2026-06-30' },
    }),
  },
  undoSourceChoice: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, choice: 'cho_1' } }),
  },
  listTicketClasses: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug } }),
  },
  sortTicketTypes: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug, connection }) => ({
      params: { organisation: slug },
      body: { version: 0, types: [{ connection, ticketType: 'one', class: 'full' }] },
    }),
  },
  restoreTicketClasses: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, version: 0 } }),
  },
  ...activityLines,
  listUploads: { who: 'read', people: 'mia', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  showUploadTemplate: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, kind: 'sales' } }),
  },
  showUpload: { who: 'read', people: 'mia', names: true, asks: ofUpload },
  listUploadProblems: { who: 'read', people: 'mia', names: true, asks: ofUpload },
  previewUndoUpload: { who: 'read', people: 'mia', names: true, asks: ofUpload },
  beginUpload: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({
      params: { organisation: slug },
      body: { kind: 'sales', fileName: 'sales.csv', bytes: 10, sha256: 'a'.repeat(64) },
    }),
  },
  sendUploadPart: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, upload: 'upl_0000000000000000', offset: 0 } }),
  },
  proposeUploadMap: { who: 'write', people: 'ia', names: true, asks: ofUpload },
  checkUpload: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ({ ...ofUpload(whose), body: { map: { columns: [{ header: 'a', field: null }] } } }),
  },
  downloadRejectedRows: { who: 'write', people: 'ia', names: true, asks: ofUpload },
  confirmUpload: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ({ ...ofUpload(whose), body: { check: 'chk_none' } }),
  },
  cancelUpload: { who: 'write', people: 'ia', names: true, asks: ofUpload },
  undoUpload: { who: 'write', people: 'ia', names: true, asks: ofUpload },
  redoUpload: { who: 'write', people: 'ia', names: true, asks: ofUpload },
  testConnection: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  rotateCredential: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { secret: 'a-new-secret-key' } }),
  },
  startClaim: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { provider: TOY, client: 'my-box' } }),
  },
  renewClaimCode: { who: 'write', people: 'a', names: true, asks: ofConnection },
  checkClaim: { who: 'write', people: 'a', names: true, asks: ofConnection },
  askDeskForClaim: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { note: 'It is ours.' } }),
  },
  listClaims: { who: 'operator', people: 'dp', names: false, asks: nothing },
  decideClaim: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { claim: 'clm_none' }, body: { approve: false, evidence: 'Nobody knows them.' } }),
  },
  showAgreement: {
    who: 'read',
    people: 'mia dp',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, provider: TOY } }),
  },
  acceptAgreement: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { version: 'none', name: 'Sam Lee' } }),
  },
  listReceipts: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  showReceipt: {
    who: 'read',
    people: 'mia dp',
    names: true,
    asks: ({ connection }) => ({ params: { connection, receipt: 'rcp_none' } }),
  },
  trySignIn: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({
      params: { organisation: slug },
      body: { provider: TOY, settings: { client: 'my-box' }, secret: 'sesame' },
    }),
  },
  connectBySignIn: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({
      params: { organisation: slug },
      body: { provider: TOY, secret: 'sesame', agreement: { version: 'none', name: 'Sam Lee' } },
    }),
  },
  showReconciliation: { who: 'read', people: 'mia', names: true, asks: ofConnection },
  listReconciledPerformances: { who: 'read', people: 'mia', names: true, asks: ofConnection },
  compareNow: { who: 'write', people: 'ia', names: true, asks: ofConnection },
  readAgain: { who: 'write', people: 'a', names: true, asks: ofConnection },
  showSetUp: {
    who: 'read',
    people: 'mia dp',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug } }),
  },
  listHistory: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  showCoverage: { who: 'read', people: 'mia', names: true, asks: ofConnection },
  startSync: { who: 'write', people: 'ia dp', names: true, asks: ofConnection },
  showKeptPages: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  replayPages: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  showResync: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  startResync: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  abandonResync: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  pauseConnection: { who: 'write', people: 'a', names: true, asks: ofConnection },
  resumeConnection: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  stopConnection: { who: 'write', people: 'a', names: true, asks: ofConnection },
  reconnectConnection: { who: 'write', people: 'a', names: true, asks: ofConnection },
  deleteConnectionData: { who: 'write', people: 'a', names: true, asks: ofConnection },
  listDeletions: { who: 'read', people: 'mia', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  deleteOrganisationData: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { atOnce: true, confirm: 'not its name' } }),
  },
  cancelDeletion: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, deletion: 'del_none' } }),
  },
  showCertificate: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, deletion: 'del_none' } }),
  },
  showRetention: { who: 'read', people: 'a', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  setRetention: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { keepYears: 7 } }),
  },
  exportBooker: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { customerId: 'I-1' } }),
  },
  eraseBooker: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { customerId: 'I-1' } }),
  },
  addDeliveryKey: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { publicKey: Buffer.alloc(32, 9).toString('base64') } }),
  },
  retireDeliveryKey: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection, key: 'dk_none' } }),
  },
  addConnection: {
    who: 'operator',
    people: 'a dp',
    names: true,
    asks: ({ slug }) => ({
      body: { organisation: slug, provider: TOY, method: 'delivery' },
    }),
  },
  setPartnerCredential: {
    who: 'operator',
    people: 'p',
    names: false,
    asks: () => ({
      params: { provider: TOY },
      body: { settings: { login: 'x', secret: 'sesame-open-now', host: 'https://toy.example' } },
    }),
  },
  addOrganisation: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ body: { slug: 'third', name: 'Third', zone: 'Europe/London', currency: 'GBP' } }),
  },
  setZone: {
    who: 'operator',
    people: 'p',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { zone: 'Europe/London' } }),
  },
  addApiKey: {
    who: 'operator',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ body: { organisation: slug, name: 'k' } }),
  },
  listApiKeys: { who: 'operator', people: 'a', names: false, asks: nothing },
  revokeApiKey: { who: 'operator', people: 'a', names: true, asks: ({ apiKey }) => ({ params: { id: apiKey } }) },
  listStoreCopies: {
    who: 'operator',
    people: 'p',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug } }),
  },
  copyStore: { who: 'operator', people: 'p', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  checkStore: { who: 'operator', people: 'p', names: true, asks: ({ slug }) => ({ params: { organisation: slug } }) },
  restoreStore: {
    who: 'operator',
    people: '',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: {} }),
  },
  submitRequest: {
    who: 'public',
    people: '',
    names: false,
    asks: () => ({
      body: { provider: TOY, organisationName: 'O', contactName: 'C', email: 'c@o.example', account: 'a' },
    }),
  },
  submitSignUp: {
    who: 'public',
    people: '',
    names: false,
    asks: () => ({ body: { organisationName: 'O', contactName: 'C', email: 'c@o.example' } }),
  },
  showRequestByLink: { who: 'public', people: '', names: false, asks: () => ({ body: { token: 'none' } }) },
  confirmRequest: { who: 'public', people: '', names: false, asks: () => ({ body: { token: 'none' } }) },
  answerRequestByLink: {
    who: 'public',
    people: '',
    names: false,
    asks: () => ({ body: { token: 'none', text: 'x' } }),
  },
  requestConnection: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({
      params: { organisation: slug },
      body: { provider: TOY, contactName: 'C', email: 'c@o.example', account: 'a' },
    }),
  },
  listOwnRequests: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug } }),
  },
  answerOwnRequest: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, request: 'R-1' }, body: { text: 'x' } }),
  },
  listRequests: { who: 'operator', people: 'dp', names: false, asks: nothing },
  showRequest: { who: 'operator', people: 'dp', names: false, asks: () => ({ params: { request: 'R-1' } }) },
  noteRequest: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { request: 'R-1' }, body: { text: 'x' } }),
  },
  moveRequest: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { request: 'R-1' }, body: { move: 'decline' } }),
  },
  assignRequest: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { request: 'R-1' }, body: { email: null } }),
  },
  completeRequest: {
    who: 'operator',
    people: 'dp',
    names: false,
    asks: () => ({ params: { request: 'R-1' }, body: {} }),
  },
  listMails: { who: 'operator', people: 'p', names: false, asks: nothing },
  showMail: { who: 'operator', people: 'p', names: false, asks: () => ({ params: { mail: 'mai_none' } }) },
  retryMail: { who: 'operator', people: 'p', names: false, asks: () => ({ params: { mail: 'mai_none' } }) },
  listFleet: { who: 'operator', people: 'dp', names: false, asks: nothing },
  runDoctor: { who: 'operator', people: 'p', names: false, asks: nothing },
  takeBackup: { who: 'operator', people: '', names: false, asks: nothing },
  showLastBackup: { who: 'operator', people: 'p', names: false, asks: nothing },
  // Known by the signature of the request alone: no key of the API opens them.
  showDeliveryPosition: { who: 'signed', people: '', names: true, asks: ofConnection },
  openDelivery: { who: 'signed', people: '', names: true, asks: ofBatch },
  showDelivery: { who: 'signed', people: '', names: true, asks: ofBatch },
  sendDeliveryPart: {
    who: 'signed',
    people: '',
    names: true,
    asks: ({ connection }) => ({ params: { connection, batch: 'b-1', part: 1 } }),
  },
  completeDelivery: { who: 'signed', people: '', names: true, asks: ofBatch },
  listDemoPeople: { who: 'public', people: '', names: false, asks: nothing },
  listOwnSessions: { who: 'person', people: '*', names: false, asks: nothing },
  endOwnSession: { who: 'person', people: '*', names: false, asks: () => ({ params: { session: 'ses_none' } }) },
  endOtherSessions: { who: 'person', people: '*', names: false, asks: nothing },
  changePassword: {
    who: 'person',
    people: '*',
    names: false,
    asks: () => ({ body: { current: 'an old passphrase', password: 'a new one of words' } }),
  },
  requestPasswordReset: {
    who: 'public',
    people: '',
    names: false,
    asks: () => ({ body: { email: 'no@one.example' } }),
  },
  resetPassword: {
    who: 'public',
    people: '',
    names: false,
    asks: () => ({ body: { token: 'none', password: 'a new one of words' } }),
  },
  lookUpInvitation: { who: 'public', people: '', names: false, asks: () => ({ body: { token: 'none' } }) },
  acceptInvitation: { who: 'public', people: '', names: false, asks: () => ({ body: { token: 'none' } }) },
  listMembers: {
    who: 'operator',
    people: 'a dp',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug } }),
  },
  setMemberRole: {
    who: 'operator',
    people: 'a',
    names: true,
    asks: ({ slug, person }) => ({ params: { organisation: slug, person }, body: { role: 'member' } }),
  },
  removeMember: {
    who: 'operator',
    people: 'a',
    names: true,
    asks: ({ slug, person }) => ({ params: { organisation: slug, person } }),
  },
  listInvitations: {
    who: 'operator',
    people: 'a dp',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug } }),
  },
  inviteMember: {
    who: 'operator',
    people: 'a dp',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug }, body: { email: 'new@own.example', role: 'member' } }),
  },
  revokeInvitation: {
    who: 'operator',
    people: 'a dp',
    names: true,
    asks: ({ slug, invitation }) => ({ params: { organisation: slug, invitation } }),
  },
  listPlatformInvitations: { who: 'operator', people: 'p', names: false, asks: nothing },
  invitePlatformPerson: {
    who: 'operator',
    people: 'p',
    names: false,
    asks: () => ({ body: { email: 'desk@own.example', role: 'support-desk' } }),
  },
  revokePlatformInvitation: {
    who: 'operator',
    people: 'p',
    names: false,
    asks: ({ invitation }) => ({ params: { invitation } }),
  },
  listPeople: { who: 'operator', people: 'dp', names: false, asks: nothing },
  setPlatformRoles: {
    who: 'operator',
    people: 'p',
    names: false,
    asks: ({ person }) => ({ params: { person }, body: { roles: [] } }),
  },
  disablePerson: {
    who: 'operator',
    people: 'p',
    names: false,
    asks: ({ person }) => ({ params: { person }, body: { disabled: true } }),
  },
  endPersonSessions: { who: 'operator', people: 'p', names: false, asks: ({ person }) => ({ params: { person } }) },
  makeResetLink: { who: 'operator', people: 'p', names: false, asks: ({ person }) => ({ params: { person } }) },
  listAudit: { who: 'operator', people: 'a p', names: true, asks: ({ slug }) => ({ query: { organisation: slug } }) },
  verifyAudit: { who: 'operator', people: 'p', names: false, asks: nothing },
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
