import type { OperationId } from '@illuminate/contract';
import { type Path, paths } from '../paths.ts';

/** Who a page is for: anybody, signed in or not; or whoever may call the operation that the page lives on. */
export type PageRule = { readonly open: true } | { readonly needs: OperationId };

/** Every page with its rule. A page without a line does not compile. */
export const PAGES: Readonly<Record<Path, PageRule>> = {
  [paths.connections]: { needs: 'listConnections' },
  [paths.connection]: { needs: 'showConnection' },
  [paths.fleet]: { needs: 'listFleet' },
  [paths.setUp]: { needs: 'showSetUp' },
  [paths.connect]: { open: true },
  [paths.connectBy]: { needs: 'startClaim' },
  [paths.reports]: { needs: 'listReadyReports' },
  [paths.readyReport]: { needs: 'runReadyReport' },
  [paths.newReport]: { needs: 'createReport' },
  [paths.report]: { needs: 'runSavedReport' },
  [paths.changeReport]: { needs: 'changeReport' },
  [paths.criteriaSets]: { needs: 'listCriteriaSets' },
  [paths.criteriaSet]: { needs: 'showCriteriaSet' },
  [paths.eventIds]: { needs: 'runEventIdReport' },
  [paths.activities]: { needs: 'listActivities' },
  [paths.matching]: { needs: 'showMatching' },
  [paths.ticketTypes]: { needs: 'listTicketClasses' },
  [paths.uploads]: { needs: 'listUploads' },
  [paths.newUpload]: { needs: 'beginUpload' },
  [paths.upload]: { needs: 'showUpload' },
  [paths.people]: { needs: 'listMembers' },
  [paths.apiKeys]: { needs: 'listApiKeys' },
  [paths.privacy]: { needs: 'showRetention' },
  [paths.audit]: { needs: 'listAudit' },
  [paths.platformPeople]: { needs: 'listPeople' },
  [paths.account]: { needs: 'showSession' },
  [paths.ask]: { open: true },
  [paths.requestStatus]: { open: true },
  [paths.join]: { open: true },
  [paths.requests]: { needs: 'listRequests' },
  [paths.claims]: { needs: 'listClaims' },
  [paths.deskRequest]: { needs: 'showRequest' },
  [paths.outbox]: { needs: 'listMails' },
  [paths.mail]: { needs: 'showMail' },
  [paths.signIn]: { open: true },
  [paths.providers]: { open: true },
  [paths.guide]: { open: true },
  [paths.guidePage]: { open: true },
  [paths.lookAround]: { open: true },
  [paths.invitation]: { open: true },
  [paths.welcome]: { open: true },
  [paths.forgotten]: { open: true },
  [paths.reset]: { open: true },
};

/** The rule of the page that is shown; an address that leads nowhere may be seen by anybody. */
export const ruleOf = (routeId: string): PageRule => (PAGES as Record<string, PageRule>)[routeId] ?? { open: true };
