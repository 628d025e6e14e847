import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readSignInSearch } from './access/sign-in-search.ts';
import { readActivitiesSearch } from './activities/activities-search.ts';
import { readFleetSearch } from './fleet/fleet-search.ts';
import { readGuideSearch, readReadSearch } from './guide/guide-search.ts';
import { withWords } from './locales/with-words.ts';
import { readOrganisationSearch } from './organisations/organisation-search.ts';
import { paths } from './paths.ts';
import { readPrivacySearch } from './privacy/privacy-search.ts';
import { readBuilderSearch } from './reports/builder/builder-search.ts';
import { readEventIdsSearch } from './reports/event-ids-search.ts';
import { readExplorerSearch } from './reports/explorer/explorer-search.ts';
import { readQueueSearch } from './requests/queue-search.ts';
import { CrashPage } from './shell/CrashPage.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { Shell } from './shell/Shell.tsx';
import { readNewUploadSearch, readUploadSearch } from './uploads/upload-search.ts';

// Who each page is for is said in shell/pages.ts, and where the navigation leads in shell/navigation.ts.
const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  validateSearch: readOrganisationSearch,
});

const connections = createRoute({
  getParentRoute: () => root,
  path: paths.connections,
  component: lazyRouteComponent(() => import('./connections/ConnectionsPage.tsx'), 'ConnectionsPage'),
});

const connection = createRoute({
  getParentRoute: () => root,
  path: paths.connection,
  component: lazyRouteComponent(
    withWords('uploads', () => import('./connections/ConnectionPage.tsx')),
    'ConnectionPage',
  ),
});

const fleet = createRoute({
  getParentRoute: () => root,
  path: paths.fleet,
  validateSearch: readFleetSearch,
  component: lazyRouteComponent(() => import('./fleet/FleetPage.tsx'), 'FleetPage'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: paths.setUp,
  component: lazyRouteComponent(() => import('./set-up/SetUpPage.tsx'), 'SetUpPage'),
});

const connect = createRoute({
  getParentRoute: () => root,
  path: paths.connect,
  component: lazyRouteComponent(() => import('./consents/ConnectPage.tsx'), 'ConnectPage'),
});

const claims = createRoute({
  getParentRoute: () => root,
  path: paths.claims,
  component: lazyRouteComponent(() => import('./consents/ClaimsPage.tsx'), 'ClaimsPage'),
});

const connectBy = createRoute({
  getParentRoute: () => root,
  path: paths.connectBy,
  component: lazyRouteComponent(() => import('./consents/ConnectByPage.tsx'), 'ConnectByPage'),
});

const reports = createRoute({
  getParentRoute: () => root,
  path: paths.reports,
  validateSearch: readExplorerSearch,
  component: lazyRouteComponent(
    withWords('reports', () => import('./reports/explorer/ReportExplorerPage.tsx')),
    'ReportExplorerPage',
  ),
});

const newReport = createRoute({
  getParentRoute: () => root,
  path: paths.newReport,
  validateSearch: readBuilderSearch,
  component: lazyRouteComponent(
    withWords('reports', () => import('./reports/builder/BuilderPage.tsx')),
    'NewReportPage',
  ),
});

const report = createRoute({
  getParentRoute: () => root,
  path: paths.report,
  component: lazyRouteComponent(
    withWords('reports', () => import('./reports/saved/SavedReportPage.tsx')),
    'SavedReportPage',
  ),
});

const changeReport = createRoute({
  getParentRoute: () => root,
  path: paths.changeReport,
  validateSearch: readBuilderSearch,
  component: lazyRouteComponent(
    withWords('reports', () => import('./reports/builder/BuilderPage.tsx')),
    'ChangeReportPage',
  ),
});

const criteriaSets = createRoute({
  getParentRoute: () => root,
  path: paths.criteriaSets,
  component: lazyRouteComponent(
    withWords('reports', () => import('./reports/criteria-sets/CriteriaSetsPage.tsx')),
    'CriteriaSetsPage',
  ),
});

const criteriaSet = createRoute({
  getParentRoute: () => root,
  path: paths.criteriaSet,
  component: lazyRouteComponent(
    withWords('reports', () => import('./reports/criteria-sets/CriteriaSetPage.tsx')),
    'CriteriaSetPage',
  ),
});

const readyReport = createRoute({
  getParentRoute: () => root,
  path: paths.readyReport,
  component: lazyRouteComponent(
    withWords('reports', () => import('./reports/ReadyReportPage.tsx')),
    'ReadyReportPage',
  ),
});

const eventIds = createRoute({
  getParentRoute: () => root,
  path: paths.eventIds,
  validateSearch: readEventIdsSearch,
  component: lazyRouteComponent(
    withWords('reports', () => import('./reports/EventIdsPage.tsx')),
    'EventIdsPage',
  ),
});

const activities = createRoute({
  getParentRoute: () => root,
  path: paths.activities,
  validateSearch: readActivitiesSearch,
  component: lazyRouteComponent(
    withWords('activities', () => import('./activities/ActivitiesPage.tsx')),
    'ActivitiesPage',
  ),
});

const matching = createRoute({
  getParentRoute: () => root,
  path: paths.matching,
  component: lazyRouteComponent(
    withWords('activities', () => import('./matching/MatchingPage.tsx')),
    'MatchingPage',
  ),
});

const ticketTypes = createRoute({
  getParentRoute: () => root,
  path: paths.ticketTypes,
  component: lazyRouteComponent(() => import('./ticket-classes/TicketTypesPage.tsx'), 'TicketTypesPage'),
});

const uploads = createRoute({
  getParentRoute: () => root,
  path: paths.uploads,
  component: lazyRouteComponent(
    withWords('uploads', () => import('./uploads/UploadsPage.tsx')),
    'UploadsPage',
  ),
});

const newUpload = createRoute({
  getParentRoute: () => root,
  path: paths.newUpload,
  validateSearch: readNewUploadSearch,
  component: lazyRouteComponent(
    withWords('uploads', () => import('./uploads/NewUploadPage.tsx')),
    'NewUploadPage',
  ),
});

const upload = createRoute({
  getParentRoute: () => root,
  path: paths.upload,
  validateSearch: readUploadSearch,
  component: lazyRouteComponent(
    withWords('uploads', () => import('./uploads/UploadPage.tsx')),
    'UploadPage',
  ),
});

const ask = createRoute({
  getParentRoute: () => root,
  path: paths.ask,
  component: lazyRouteComponent(() => import('./requests/AskPage.tsx'), 'AskPage'),
});

const requestStatus = createRoute({
  getParentRoute: () => root,
  path: paths.requestStatus,
  component: lazyRouteComponent(() => import('./requests/RequestStatusPage.tsx'), 'RequestStatusPage'),
});

const join = createRoute({
  getParentRoute: () => root,
  path: paths.join,
  component: lazyRouteComponent(() => import('./requests/JoinPage.tsx'), 'JoinPage'),
});

const requests = createRoute({
  getParentRoute: () => root,
  path: paths.requests,
  validateSearch: readQueueSearch,
  component: lazyRouteComponent(() => import('./requests/QueuePage.tsx'), 'QueuePage'),
});

const deskRequest = createRoute({
  getParentRoute: () => root,
  path: paths.deskRequest,
  component: lazyRouteComponent(() => import('./requests/DeskRequestPage.tsx'), 'DeskRequestPage'),
});

const outbox = createRoute({
  getParentRoute: () => root,
  path: paths.outbox,
  component: lazyRouteComponent(() => import('./notifications/OutboxPage.tsx'), 'OutboxPage'),
});

const mail = createRoute({
  getParentRoute: () => root,
  path: paths.mail,
  component: lazyRouteComponent(() => import('./notifications/MailPage.tsx'), 'MailPage'),
});

const privacy = createRoute({
  getParentRoute: () => root,
  path: paths.privacy,
  validateSearch: readPrivacySearch,
  component: lazyRouteComponent(() => import('./privacy/PrivacyPage.tsx'), 'PrivacyPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('./access/SignInPage.tsx'), 'SignInPage'),
});

const providers = createRoute({
  getParentRoute: () => root,
  path: paths.providers,
  component: lazyRouteComponent(() => import('./providers/ProvidersPage.tsx'), 'ProvidersPage'),
});

const guide = createRoute({
  getParentRoute: () => root,
  path: paths.guide,
  validateSearch: readGuideSearch,
  component: lazyRouteComponent(() => import('./guide/GuideContentsPage.tsx'), 'GuideContentsPage'),
});

const guidePage = createRoute({
  getParentRoute: () => root,
  path: paths.guidePage,
  validateSearch: readReadSearch,
  component: lazyRouteComponent(() => import('./guide/GuideReadPage.tsx'), 'GuideReadPage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: paths.people,
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
});

const apiKeys = createRoute({
  getParentRoute: () => root,
  path: paths.apiKeys,
  component: lazyRouteComponent(() => import('./access/ApiKeysPage.tsx'), 'ApiKeysPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: paths.audit,
  component: lazyRouteComponent(() => import('./audit/AuditPage.tsx'), 'AuditPage'),
});

const platformPeople = createRoute({
  getParentRoute: () => root,
  path: paths.platformPeople,
  component: lazyRouteComponent(() => import('./people/PlatformPeoplePage.tsx'), 'PlatformPeoplePage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: paths.account,
  component: lazyRouteComponent(() => import('./account/AccountPage.tsx'), 'AccountPage'),
});

const lookAround = createRoute({
  getParentRoute: () => root,
  path: paths.lookAround,
  component: lazyRouteComponent(() => import('./access/LookAroundPage.tsx'), 'LookAroundPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: paths.invitation,
  component: lazyRouteComponent(() => import('./access/InvitationPage.tsx'), 'InvitationPage'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: paths.welcome,
  component: lazyRouteComponent(() => import('./access/InvitationPage.tsx'), 'InvitationPage'),
});

const forgotten = createRoute({
  getParentRoute: () => root,
  path: paths.forgotten,
  component: lazyRouteComponent(() => import('./access/ForgottenPage.tsx'), 'ForgottenPage'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: paths.reset,
  component: lazyRouteComponent(() => import('./access/ResetPage.tsx'), 'ResetPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    privacy,
    connections,
    connection,
    fleet,
    setUp,
    connect,
    connectBy,
    claims,
    reports,
    readyReport,
    newReport,
    report,
    changeReport,
    criteriaSets,
    criteriaSet,
    eventIds,
    activities,
    matching,
    ticketTypes,
    uploads,
    newUpload,
    upload,
    people,
    apiKeys,
    audit,
    platformPeople,
    account,
    providers,
    guide,
    guidePage,
    ask,
    requestStatus,
    join,
    requests,
    deskRequest,
    outbox,
    mail,
    signIn,
    lookAround,
    invitation,
    welcome,
    forgotten,
    reset,
  ]),
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
