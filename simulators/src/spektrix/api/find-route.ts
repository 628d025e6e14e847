import { CATALOGUE_ROUTES } from './catalogue-routes.ts';
import { CUSTOMER_ROUTES } from './customer-routes.ts';
import { ORDER_ROUTES } from './order-routes.ts';
import type { Route } from './route.ts';
import { SMALL_ROUTES } from './small-routes.ts';
import { STATUS_ROUTES } from './status-routes.ts';

const ROUTES: readonly Route[] = [
  ...ORDER_ROUTES,
  ...CUSTOMER_ROUTES,
  ...STATUS_ROUTES,
  ...CATALOGUE_ROUTES,
  ...SMALL_ROUTES,
];

interface FoundRoute {
  readonly route: Route;
  readonly ids: readonly string[];
}

/** The first route of a path below `/api/v3/`, by method; fixed words before ids, without regard to case [I]. */
export function findRoute(method: string, path: string): FoundRoute | null {
  const segments = path.split('/');
  let best: FoundRoute | null = null;
  for (const route of ROUTES) {
    const pattern = route.path.split('/');
    if (route.method !== method || pattern.length !== segments.length) continue;
    const ids: string[] = [];
    const fits = pattern.every((part, index) => {
      const segment = segments[index] ?? '';
      if (part !== '{}') return part === segment.toLowerCase();
      ids.push(segment);
      return segment !== '';
    });
    if (fits && (best === null || ids.length < best.ids.length)) best = { route, ids };
  }
  return best;
}
