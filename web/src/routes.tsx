import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readSignInSearch } from './access/sign-in-search.ts';
import { readGuideSearch, readReadSearch } from './guide/guide-search.ts';
import { paths } from './paths.ts';
import { readEventIdsSearch } from './reports/event-ids-search.ts';
import { CrashPage } from './shell/CrashPage.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { Shell } from './shell/Shell.tsx';

// Who each page is for is said in shell/pages.ts, and where the navigation leads in shell/navigation.ts.
const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const connections = createRoute({
  getParentRoute: () => root,
  path: paths.connections,
  component: lazyRouteComponent(() => import('./connections/ConnectionsPage.tsx'), 'ConnectionsPage'),
});

const connection = createRoute({
  getParentRoute: () => root,
  path: paths.connection,
  component: lazyRouteComponent(() => import('./connections/ConnectionPage.tsx'), 'ConnectionPage'),
});

const eventIds = createRoute({
  getParentRoute: () => root,
  path: paths.eventIds,
  validateSearch: readEventIdsSearch,
  component: lazyRouteComponent(() => import('./reports/EventIdsPage.tsx'), 'EventIdsPage'),
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

export const router = createRouter({
  routeTree: root.addChildren([connections, connection, eventIds, signIn, providers, guide, guidePage]),
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
