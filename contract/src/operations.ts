import * as access from './access.ts';
import * as account from './account.ts';
import * as activities from './activities.ts';
import * as activityImports from './activity-imports.ts';
import * as audit from './audit.ts';
import * as backups from './backups.ts';
import * as bookers from './bookers.ts';
import * as candidates from './candidates.ts';
import * as columnMaps from './column-maps.ts';
import * as connections from './connections.ts';
import * as consents from './consents.ts';
import * as criteriaSets from './criteria-sets.ts';
import * as deletions from './deletions.ts';
import * as deliveries from './deliveries.ts';
import * as doctor from './doctor.ts';
import * as reportExports from './exports.ts';
import * as fleet from './fleet.ts';
import * as history from './history.ts';
import * as matching from './matching.ts';
import * as notifications from './notifications.ts';
import type { Operation } from './operation.ts';
import * as organisations from './organisations.ts';
import * as people from './people.ts';
import * as platform from './platform.ts';
import * as providers from './providers.ts';
import * as reconciliation from './reconciliation.ts';
import * as replays from './replays.ts';
import * as reportQuestions from './report-questions.ts';
import * as reportRuns from './report-runs.ts';
import * as reports from './reports.ts';
import * as requests from './requests.ts';
import * as retention from './retention.ts';
import * as savedReports from './saved-reports.ts';
import * as setUp from './set-up.ts';
import * as sources from './sources.ts';
import * as syncs from './syncs.ts';
import * as ticketClasses from './ticket-classes.ts';
import * as uploadChecking from './upload-checking.ts';
import * as uploadDeciding from './upload-deciding.ts';
import * as uploadMap from './upload-map.ts';
import * as uploadReceiving from './upload-receiving.ts';
import * as uploads from './uploads.ts';

/** Every operation of the API by its id. Literal paths come before those with parameters that they would match. */
export const OPERATIONS = {
  showStatus: platform.showStatus,
  listFleet: fleet.listFleet,
  listProviders: providers.listProviders,
  listCandidates: candidates.listCandidates,
  wishForSystem: candidates.wishForSystem,
  setPartnerCredential: providers.setPartnerCredential,
  listOrganisations: organisations.listOrganisations,
  addOrganisation: organisations.addOrganisation,
  showSetUp: setUp.showSetUp,
  setZone: organisations.setZone,
  watchConnections: connections.watchConnections,
  listConnections: connections.listConnections,
  addConnection: connections.addConnection,
  showConnection: connections.showConnection,
  testConnection: connections.testConnection,
  rotateCredential: connections.rotateCredential,
  pauseConnection: connections.pauseConnection,
  readFurtherBack: connections.readFurtherBack,
  resumeConnection: connections.resumeConnection,
  stopConnection: connections.stopConnection,
  listHistory: history.listHistory,
  showCoverage: history.showCoverage,
  reconnectConnection: connections.reconnectConnection,
  deleteConnectionData: deletions.deleteConnectionData,
  listDeletions: deletions.listDeletions,
  deleteOrganisationData: deletions.deleteOrganisationData,
  cancelDeletion: deletions.cancelDeletion,
  showCertificate: deletions.showCertificate,
  startClaim: consents.startClaim,
  renewClaimCode: consents.renewClaimCode,
  checkClaim: consents.checkClaim,
  askDeskForClaim: consents.askDeskForClaim,
  listClaims: consents.listClaims,
  decideClaim: consents.decideClaim,
  showAgreement: consents.showAgreement,
  acceptAgreement: consents.acceptAgreement,
  listReceipts: consents.listReceipts,
  showReceipt: consents.showReceipt,
  trySignIn: consents.trySignIn,
  connectBySignIn: consents.connectBySignIn,
  showRetention: retention.showRetention,
  setRetention: retention.setRetention,
  exportBooker: bookers.exportBooker,
  eraseBooker: bookers.eraseBooker,
  startSync: syncs.startSync,
  listSyncs: syncs.listSyncs,
  showSync: syncs.showSync,
  showKeptPages: replays.showKeptPages,
  replayPages: replays.replayPages,
  showResync: replays.showResync,
  startResync: replays.startResync,
  abandonResync: replays.abandonResync,
  listRejects: syncs.listRejects,
  showReconciliation: reconciliation.showReconciliation,
  listReconciledPerformances: reconciliation.listReconciledPerformances,
  compareNow: reconciliation.compareNow,
  readAgain: reconciliation.readAgain,
  listDeliveries: deliveries.listDeliveries,
  listDeliveryKeys: deliveries.listDeliveryKeys,
  addDeliveryKey: deliveries.addDeliveryKey,
  retireDeliveryKey: deliveries.retireDeliveryKey,
  showDeliveryPosition: deliveries.showDeliveryPosition,
  openDelivery: deliveries.openDelivery,
  showDelivery: deliveries.showDelivery,
  sendDeliveryPart: deliveries.sendDeliveryPart,
  completeDelivery: deliveries.completeDelivery,
  listUploads: uploads.listUploads,
  beginUpload: uploadReceiving.beginUpload,
  showUpload: uploads.showUpload,
  sendUploadPart: uploadReceiving.sendUploadPart,
  proposeUploadMap: uploadMap.proposeUploadMap,
  checkUpload: uploadChecking.checkUpload,
  listUploadProblems: uploadChecking.listUploadProblems,
  listUploadTicketTypes: uploadChecking.listUploadTicketTypes,
  downloadRejectedRows: uploadChecking.downloadRejectedRows,
  confirmUpload: uploadDeciding.confirmUpload,
  cancelUpload: uploadDeciding.cancelUpload,
  previewUndoUpload: uploadDeciding.previewUndoUpload,
  undoUpload: uploadDeciding.undoUpload,
  redoUpload: uploadDeciding.redoUpload,
  showUploadTemplate: uploadReceiving.showUploadTemplate,
  runEventIdReport: reports.runEventIdReport,
  listReportFields: reports.listReportFields,
  listReadyReports: reports.listReadyReports,
  runReadyReport: reports.runReadyReport,
  runReport: reports.runReport,
  countReport: reportQuestions.countReport,
  previewReport: reportQuestions.previewReport,
  listFieldValues: reportQuestions.listFieldValues,
  listCriteriaSets: criteriaSets.listCriteriaSets,
  showCriteriaSet: criteriaSets.showCriteriaSet,
  createCriteriaSet: criteriaSets.createCriteriaSet,
  changeCriteriaSet: criteriaSets.changeCriteriaSet,
  copyCriteriaSet: criteriaSets.copyCriteriaSet,
  archiveCriteriaSet: criteriaSets.archiveCriteriaSet,
  restoreCriteriaSet: criteriaSets.restoreCriteriaSet,
  listReports: savedReports.listReports,
  showReport: savedReports.showReport,
  createReport: savedReports.createReport,
  changeReport: savedReports.changeReport,
  copyReport: savedReports.copyReport,
  archiveReport: savedReports.archiveReport,
  restoreReport: savedReports.restoreReport,
  setReportFavourite: savedReports.setReportFavourite,
  acceptReportDefinitions: savedReports.acceptReportDefinitions,
  runSavedReport: savedReports.runSavedReport,
  startReportRun: reportRuns.startReportRun,
  showReportRun: reportRuns.showReportRun,
  showReportRunResult: reportRuns.showReportRunResult,
  cancelReportRun: reportRuns.cancelReportRun,
  listReportRuns: reportRuns.listReportRuns,
  listActivities: activities.listActivities,
  addActivity: activities.addActivity,
  checkActivityImport: activityImports.checkActivityImport,
  importActivities: activityImports.importActivities,
  listProposedActivities: activities.listProposedActivities,
  acceptProposedActivities: activities.acceptProposedActivities,
  changeActivity: activities.changeActivity,
  archiveActivity: activities.archiveActivity,
  // After what has an address of its own beside it: that would be taken for an id of showActivity.
  showActivity: activities.showActivity,
  listPlaces: activities.listPlaces,
  renamePlace: activities.renamePlace,
  showMatching: matching.showMatching,
  listEventPerformances: matching.listEventPerformances,
  matchEvents: matching.matchEvents,
  unmatchEvents: matching.unmatchEvents,
  excludeEvents: matching.excludeEvents,
  includeEvents: matching.includeEvents,
  undoMatching: matching.undoMatching,
  prepareExport: reportExports.prepareExport,
  downloadExport: reportExports.downloadExport,
  listColumnMaps: columnMaps.listColumnMaps,
  setColumnMap: columnMaps.setColumnMap,
  listSources: sources.listSources,
  chooseSource: sources.chooseSource,
  undoSourceChoice: sources.undoSourceChoice,
  listTicketClasses: ticketClasses.listTicketClasses,
  sortTicketTypes: ticketClasses.sortTicketTypes,
  restoreTicketClasses: ticketClasses.restoreTicketClasses,
  showSession: access.showSession,
  lookUpSession: access.lookUpSession,
  openSession: access.openSession,
  closeSession: access.closeSession,
  listDemoPeople: access.listDemoPeople,
  listOwnSessions: account.listOwnSessions,
  endOwnSession: account.endOwnSession,
  endOtherSessions: account.endOtherSessions,
  changeOwnName: account.changeOwnName,
  changePassword: account.changePassword,
  requestPasswordReset: account.requestPasswordReset,
  resetPassword: account.resetPassword,
  listMembers: people.listMembers,
  setMemberRole: people.setMemberRole,
  removeMember: people.removeMember,
  listInvitations: people.listInvitations,
  inviteMember: people.inviteMember,
  revokeInvitation: people.revokeInvitation,
  lookUpInvitation: people.lookUpInvitation,
  acceptInvitation: people.acceptInvitation,
  listPlatformInvitations: people.listPlatformInvitations,
  invitePlatformPerson: people.invitePlatformPerson,
  revokePlatformInvitation: people.revokePlatformInvitation,
  listPeople: people.listPeople,
  setPlatformRoles: people.setPlatformRoles,
  disablePerson: people.disablePerson,
  endPersonSessions: people.endPersonSessions,
  makeResetLink: people.makeResetLink,
  addApiKey: access.addApiKey,
  listApiKeys: access.listApiKeys,
  revokeApiKey: access.revokeApiKey,
  listAudit: audit.listAudit,
  verifyAudit: audit.verifyAudit,
  listStoreCopies: platform.listStoreCopies,
  copyStore: platform.copyStore,
  checkStore: platform.checkStore,
  restoreStore: platform.restoreStore,
  submitRequest: requests.submitRequest,
  submitSignUp: requests.submitSignUp,
  showRequestByLink: requests.showRequestByLink,
  confirmRequest: requests.confirmRequest,
  answerRequestByLink: requests.answerRequestByLink,
  requestConnection: requests.requestConnection,
  listOwnRequests: requests.listOwnRequests,
  answerOwnRequest: requests.answerOwnRequest,
  listRequests: requests.listRequests,
  showRequest: requests.showRequest,
  noteRequest: requests.noteRequest,
  moveRequest: requests.moveRequest,
  assignRequest: requests.assignRequest,
  completeRequest: requests.completeRequest,
  listMails: notifications.listMails,
  showMail: notifications.showMail,
  retryMail: notifications.retryMail,
  runDoctor: doctor.runDoctor,
  takeBackup: backups.takeBackup,
  showLastBackup: backups.showLastBackup,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;
