import type { Answer } from '../../http/answer.ts';
import type { Query } from '../../http/query.ts';
import type { Client, Simulation } from '../simulation.ts';
import type { CatalogueView } from './render-catalogue.ts';

/** One request that has been let in. */
export interface ApiRequest {
  readonly simulation: Simulation;
  readonly client: Client;
  readonly owner: boolean;
  readonly query: Query;
  /** Method and target as received, for faults that match on it. */
  readonly target: string;
  /** The instant that the answer shows (UTC ms). */
  readonly now: number;
  readonly view: CatalogueView;
}

export interface Route {
  readonly method: 'GET' | 'DELETE';
  /** Below `/api/v3/`; `{}` stands for one segment. */
  readonly path: string;
  /** Answered in owner mode only; 401 otherwise [O]. */
  readonly ownerOnly: boolean;
  readonly answer: (request: ApiRequest, ids: readonly string[]) => Answer | Promise<Answer>;
}
