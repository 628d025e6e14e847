import { untrue, withoutForgotten, withoutPseudonyms } from '../faults/store-against-truth.ts';
import { differences, type State } from '../support/read-store.ts';
import { type ReadStore, readStores } from '../support/read-stores.ts';
import type { Truth } from '../support/simulator-door.ts';
import type { BoxOffices } from './box-offices.ts';
import type { Fleet, Member } from './fleet.ts';

/** A data folder whose server has stopped. */
export interface Lived {
  readonly data: string;
  readonly fleet: Fleet;
}

export interface Comparison {
  /** What is wrong, as sentences; empty when all is well. */
  readonly wrong: readonly string[];
  /** Rows compared, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Compares each store with that of a clean full load, with what the box office says of itself, and with its own ledger. */
export async function compareFleet(ours: Lived, clean: Lived, { sales, feed }: BoxOffices): Promise<Comparison> {
  const [ourStores, cleanStores] = [await storesOf(ours), await storesOf(clean)];
  const wrong: string[] = [];
  const rows: Record<string, number> = {};
  for (const [nth, member] of ours.fleet.members.entries()) {
    const [store, full] = [ourStores[nth], cleanStores[nth]];
    if (store === undefined || full === undefined) throw new Error('a store for each');
    const truth = await (member.delivers ? feed.door : sales).truth(member.account);
    const found = compareStore(member, { store, full, truth });
    wrong.push(...found.map((what) => `${member.connection}: ${what}`));
    for (const [table, list] of Object.entries(store.state)) rows[table] = (rows[table] ?? 0) + list.length;
  }
  return { wrong, rows };
}

function storesOf({ data, fleet }: Lived): Promise<ReadStore[]> {
  return readStores(
    data,
    fleet.members.map(({ organisationId }) => organisationId),
  );
}

interface Stores {
  readonly store: ReadStore;
  readonly full: ReadStore;
  readonly truth: Truth;
}

function compareStore({ delivers }: Member, { store, full, truth }: Stores): string[] {
  // What a feed lists no more is known by deliveries, and nobody forgets it.
  const alike = (state: State): State => withoutPseudonyms(delivers ? state : withoutForgotten(state, truth));
  const wrong = [
    ...store.broken,
    ...full.broken.map((what) => `the clean load: ${what}`),
    ...untrue(store.state, truth),
    ...differences(alike(store.state), alike(full.state)),
  ];
  if (JSON.stringify(store.ledger) !== JSON.stringify(full.ledger)) wrong.push('the ledgers sum to different figures');
  return wrong;
}
