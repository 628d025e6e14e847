import { type Probe, RetryLaterError } from '@illuminate/connector-kit';
import type { SpektrixClient } from './client.ts';
import { readPlans } from './references.ts';
import { getList, ifSupplied } from './streams/answers.ts';

/** What is lost where an account does not supply a list. */
const WITHOUT = {
  plans: 'Seating plans: venues and capacities of performances stay unknown.',
  venues: 'Venues: their names and addresses stay unknown.',
  'ticket-types': 'List of ticket types: those that tickets have are known all the same.',
} as const;
type Catalogue = keyof typeof WITHOUT;

/** Looks for the lists that an account may lack. One that fails to answer now is taken to be there. */
export async function lookAtCatalogues(
  client: SpektrixClient,
  signal: AbortSignal,
): Promise<Required<Pick<Probe, 'ways' | 'notSupplied' | 'absent'>>> {
  const list = (route: Catalogue): Promise<unknown> => ifSupplied(getList(client, route, { route, signal }));
  const plans = readPlans(client, signal).then((found) => {
    client.learnt.references = found;
    return found;
  });
  const looks: readonly (readonly [Catalogue, readonly string[], Promise<unknown>])[] = [
    ['plans', [], plans],
    ['venues', ['venues.crawl', 'venues.byId'], list('venues')],
    ['ticket-types', ['ticket-types.crawl'], list('ticket-types')],
  ];
  const ways: string[] = [];
  const notSupplied: string[] = [];
  const absent: string[] = [];
  const settled = await Promise.allSettled(looks.map(([, , answer]) => answer));
  for (const [n, [catalogue, its]] of looks.entries()) {
    const answer = settled[n];
    if (answer?.status === 'fulfilled' && answer.value === null) {
      notSupplied.push(WITHOUT[catalogue]);
      absent.push(...its);
    } else if (answer?.status === 'rejected' && !(answer.reason instanceof RetryLaterError)) throw answer.reason;
    else ways.push(...its);
  }
  return { ways, notSupplied, absent };
}
