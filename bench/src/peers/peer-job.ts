/** What a peer is to read: the same as ours read, told apart by what can be asked in one go and what follows from answers. */
export interface PeerJob {
  /** Catalogues that are read whole, by their path after `api/v3/`. */
  readonly lists: readonly string[];
  /** Events that are in no list, by id. */
  readonly events: readonly string[];
  /** Days of orders, in the order in which they were asked for. */
  readonly windows: readonly { readonly from: string; readonly to: string }[];
  /** Answers that peers do without: what ours asks to find its way, and how full performances are. */
  readonly leftOut: number;
}

const LISTS = ['venues', 'plans', 'ticket-types', 'events', 'instances'];

/**
 * Sorts the paths that ours was answered. Bookers are not listed: each peer finds them in the orders it reads, as ours does.
 * @param paths such as `/demo1/api/v3/orders?DateFrom=2026-01-01&DateTo=2026-01-05`
 */
export function peerJob(paths: readonly string[]): PeerJob {
  const lists = new Set<string>();
  const events = new Set<string>();
  const windows = new Map<string, { from: string; to: string }>();
  let leftOut = 0;
  for (const path of paths) {
    const { pathname, searchParams } = new URL(path, 'http://box-office');
    const route = pathname.replace(/^.*\/api\/v3\//, '');
    const [kind = '', id] = route.split('/');
    const from = searchParams.get('DateFrom');
    const to = searchParams.get('DateTo');
    if (route === 'orders' && from !== null && to !== null) windows.set(`${from} ${to}`, { from, to });
    else if (LISTS.includes(route)) lists.add(route);
    else if (kind === 'events' && id !== undefined) events.add(decodeURIComponent(id));
    else if (kind !== 'customers') leftOut += 1;
  }
  return { lists: [...lists], events: [...events], windows: [...windows.values()], leftOut };
}
