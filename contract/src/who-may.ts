// Who may call what: one line for each operation. Whose things a role may name is its reach (platform/src/access/reach.ts):
// the first three their own organisation's, the desk and the platform's admin everybody's, a contact the connections to its
// provider, a funder's reader the connections of organisations that consent. What an API key may is the operation's `scope`.
import type { OperationId } from './operations.ts';
import { ROLES, type Role } from './roles.ts';

const MEMBER: Role = 'member';
const INSIGHTS: Role = 'insights-administrator';
const ADMIN: Role = 'organisation-admin';
const DESK: Role = 'support-desk';
const PLATFORM: Role = 'platform-admin';
const CONTACT: Role = 'provider-contact';
const FUNDER: Role = 'funder-reader';

/** Everybody in the organisation. */
const HOUSE = [MEMBER, INSIGHTS, ADMIN];
/** Who looks after organisations without seeing their data. */
const SUPPORT = [DESK, PLATFORM];
/** Who sees the status of connections and nothing else. */
const WATCHERS = [CONTACT, FUNDER];
/** The operator's key alone: what it takes away or carries off cannot be got back. */
const OPERATOR_ALONE: readonly Role[] = [];

/** `anybody` needs no sign-in; `signed-in` is one's own account, whatever one's roles; `senders` sign their requests. */
export type Who = 'anybody' | 'signed-in' | 'senders' | readonly Role[];

export const WHO_MAY: Readonly<Record<OperationId, Who>> = {
  // Oneself.
  openSession: 'anybody',
  closeSession: 'anybody',
  showSession: 'signed-in',
  lookUpSession: 'anybody',
  listDemoPeople: 'anybody',
  listOwnSessions: 'signed-in',
  endOwnSession: 'signed-in',
  endOtherSessions: 'signed-in',
  changeOwnName: 'signed-in',
  changePassword: 'signed-in',
  requestPasswordReset: 'anybody',
  resetPassword: 'anybody',
  lookUpInvitation: 'anybody',
  acceptInvitation: 'anybody',

  // Status.
  listProviders: 'anybody',
  listCandidates: 'anybody',
  wishForSystem: 'anybody',
  showStatus: [...HOUSE, ...SUPPORT, ...WATCHERS],
  listOrganisations: [...HOUSE, ...SUPPORT, ...WATCHERS],
  listConnections: [...HOUSE, ...SUPPORT, ...WATCHERS],
  watchConnections: [...HOUSE, ...SUPPORT, ...WATCHERS],
  showConnection: [...HOUSE, ...SUPPORT, ...WATCHERS],
  listSyncs: [...HOUSE, ...SUPPORT],
  showKeptPages: [...HOUSE, ...SUPPORT],
  showResync: [...HOUSE, ...SUPPORT],
  showSync: [...HOUSE, ...SUPPORT],
  listDeliveries: [...HOUSE, ...SUPPORT],
  listHistory: [...HOUSE, ...SUPPORT],
  showSetUp: [...HOUSE, ...SUPPORT],
  listFleet: SUPPORT,

  // The data of an organisation: nobody outside it.
  runEventIdReport: HOUSE,
  listReportFields: HOUSE,
  listReadyReports: HOUSE,
  runReadyReport: HOUSE,
  // A report that is sent along: whoever builds reports (exports-handlers.ts).
  prepareExport: HOUSE,
  downloadExport: HOUSE,
  // Any question that can be put together: whoever builds reports.
  runReport: [INSIGHTS, ADMIN],
  countReport: [INSIGHTS, ADMIN],
  previewReport: [INSIGHTS, ADMIN],
  listFieldValues: [INSIGHTS, ADMIN],
  // Saved reports and criteria sets: who builds reports makes them, everybody in the organisation runs what they may see.
  listCriteriaSets: HOUSE,
  showCriteriaSet: HOUSE,
  createCriteriaSet: [INSIGHTS, ADMIN],
  changeCriteriaSet: [INSIGHTS, ADMIN],
  copyCriteriaSet: [INSIGHTS, ADMIN],
  archiveCriteriaSet: [INSIGHTS, ADMIN],
  restoreCriteriaSet: [INSIGHTS, ADMIN],
  listReports: HOUSE,
  showReport: HOUSE,
  createReport: [INSIGHTS, ADMIN],
  changeReport: [INSIGHTS, ADMIN],
  copyReport: [INSIGHTS, ADMIN],
  archiveReport: [INSIGHTS, ADMIN],
  restoreReport: [INSIGHTS, ADMIN],
  setReportFavourite: HOUSE,
  acceptReportDefinitions: [INSIGHTS, ADMIN],
  runSavedReport: HOUSE,
  startReportRun: HOUSE,
  showReportRun: HOUSE,
  showReportRunResult: HOUSE,
  cancelReportRun: HOUSE,
  listReportRuns: HOUSE,
  listSources: HOUSE,
  showCoverage: HOUSE,
  showReconciliation: HOUSE,
  listReconciledPerformances: HOUSE,
  listRejects: [INSIGHTS, ADMIN],
  compareNow: [INSIGHTS, ADMIN],
  chooseSource: [INSIGHTS, ADMIN],
  undoSourceChoice: [INSIGHTS, ADMIN],
  listTicketClasses: HOUSE,
  sortTicketTypes: [INSIGHTS, ADMIN],
  restoreTicketClasses: [INSIGHTS, ADMIN],

  // The activity log, and its links to the box office.
  listActivities: HOUSE,
  showActivity: HOUSE,
  listPlaces: HOUSE,
  showMatching: HOUSE,
  listEventPerformances: HOUSE,
  listProposedActivities: HOUSE,
  addActivity: [INSIGHTS, ADMIN],
  changeActivity: [INSIGHTS, ADMIN],
  archiveActivity: [INSIGHTS, ADMIN],
  renamePlace: [INSIGHTS, ADMIN],
  checkActivityImport: [INSIGHTS, ADMIN],
  importActivities: [INSIGHTS, ADMIN],
  acceptProposedActivities: [INSIGHTS, ADMIN],
  matchEvents: [INSIGHTS, ADMIN],
  unmatchEvents: [INSIGHTS, ADMIN],
  excludeEvents: [INSIGHTS, ADMIN],
  includeEvents: [INSIGHTS, ADMIN],
  undoMatching: [INSIGHTS, ADMIN],

  // Connections. The desk starts one when an organisation asks for it, and looks why one does not collect.
  addConnection: [ADMIN, ...SUPPORT],
  testConnection: [ADMIN, ...SUPPORT],
  startSync: [INSIGHTS, ADMIN, ...SUPPORT],
  replayPages: [ADMIN, ...SUPPORT],
  startResync: [ADMIN, ...SUPPORT],
  abandonResync: [ADMIN, ...SUPPORT],
  // The desk only what is suspended: what an organisation paused is its own to resume (beyond-roles.ts).
  resumeConnection: [ADMIN, ...SUPPORT],
  pauseConnection: [ADMIN],
  readFurtherBack: [ADMIN, ...SUPPORT],
  stopConnection: [ADMIN],
  reconnectConnection: [ADMIN],
  rotateCredential: [ADMIN],
  readAgain: [ADMIN],
  listColumnMaps: [INSIGHTS, ADMIN, ...SUPPORT],
  setColumnMap: [ADMIN],
  listDeliveryKeys: [ADMIN, ...SUPPORT],
  addDeliveryKey: [ADMIN],
  retireDeliveryKey: [ADMIN],

  // Consent: who may decide for the organisation, and the desk where a claim is its to decide.
  startClaim: [ADMIN],
  renewClaimCode: [ADMIN],
  checkClaim: [ADMIN],
  askDeskForClaim: [ADMIN],
  listClaims: SUPPORT,
  decideClaim: SUPPORT,
  showAgreement: [...HOUSE, ...SUPPORT],
  acceptAgreement: [ADMIN],
  listReceipts: [...HOUSE, ...SUPPORT],
  showReceipt: [...HOUSE, ...SUPPORT],
  trySignIn: [ADMIN],
  connectBySignIn: [ADMIN],

  // Requests. The desk and whoever asked see the same one.
  submitRequest: 'anybody',
  submitSignUp: 'anybody',
  showRequestByLink: 'anybody',
  confirmRequest: 'anybody',
  answerRequestByLink: 'anybody',
  requestConnection: [ADMIN],
  listOwnRequests: HOUSE,
  answerOwnRequest: [ADMIN],
  listRequests: SUPPORT,
  showRequest: SUPPORT,
  noteRequest: SUPPORT,
  moveRequest: SUPPORT,
  assignRequest: SUPPORT,
  completeRequest: SUPPORT,

  // Deletion, which is the organisation's own to ask for.
  listDeletions: HOUSE,
  showCertificate: HOUSE,
  showRetention: [ADMIN],
  setRetention: [ADMIN],
  exportBooker: [ADMIN],
  eraseBooker: [ADMIN],
  deleteConnectionData: [ADMIN],
  deleteOrganisationData: [ADMIN],
  cancelDeletion: [ADMIN],

  // Deliveries, by whoever holds a registered key.
  showDeliveryPosition: 'senders',
  openDelivery: 'senders',
  showDelivery: 'senders',
  sendDeliveryPart: 'senders',
  completeDelivery: 'senders',

  // Uploads: whoever looks after the figures brings them and takes them back; everybody sees what was brought.
  listUploads: HOUSE,
  showUpload: HOUSE,
  listUploadProblems: HOUSE,
  listUploadTicketTypes: HOUSE,
  previewUndoUpload: HOUSE,
  showUploadTemplate: HOUSE,
  beginUpload: [INSIGHTS, ADMIN],
  sendUploadPart: [INSIGHTS, ADMIN],
  proposeUploadMap: [INSIGHTS, ADMIN],
  checkUpload: [INSIGHTS, ADMIN],
  downloadRejectedRows: [INSIGHTS, ADMIN],
  confirmUpload: [INSIGHTS, ADMIN],
  cancelUpload: [INSIGHTS, ADMIN],
  undoUpload: [INSIGHTS, ADMIN],
  redoUpload: [INSIGHTS, ADMIN],

  // People and keys of an organisation. A key reads data, so whoever may not read it may not make one.
  listMembers: [ADMIN, ...SUPPORT],
  setMemberRole: [ADMIN],
  removeMember: [ADMIN],
  listInvitations: [ADMIN, ...SUPPORT],
  inviteMember: [ADMIN, ...SUPPORT],
  revokeInvitation: [ADMIN, ...SUPPORT],
  listApiKeys: [ADMIN],
  addApiKey: [ADMIN],
  revokeApiKey: [ADMIN],
  listAudit: [ADMIN, PLATFORM],

  // The platform.
  addOrganisation: SUPPORT,
  setZone: [PLATFORM],
  setPartnerCredential: [PLATFORM],
  listPeople: SUPPORT,
  setPlatformRoles: [PLATFORM],
  disablePerson: [PLATFORM],
  endPersonSessions: [PLATFORM],
  makeResetLink: [PLATFORM],
  listPlatformInvitations: [PLATFORM],
  invitePlatformPerson: [PLATFORM],
  revokePlatformInvitation: [PLATFORM],
  verifyAudit: [PLATFORM],
  listMails: [PLATFORM],
  showMail: [PLATFORM],
  retryMail: [PLATFORM],
  runDoctor: [PLATFORM],
  showLastBackup: [PLATFORM],
  listStoreCopies: [PLATFORM],
  copyStore: [PLATFORM],
  checkStore: [PLATFORM],
  restoreStore: OPERATOR_ALONE,
  takeBackup: OPERATOR_ALONE,
};

/** The roles that may call an operation. Whoever needs none is not among them. */
export function rolesThatMay(id: OperationId): readonly Role[] {
  const who = WHO_MAY[id];
  if (who === 'signed-in' || who === 'anybody') return ROLES;
  return who === 'senders' ? [] : who;
}
