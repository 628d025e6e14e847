import type { Catalogue } from './catalogue.ts';

/** How many orders a performance gets at most, and which times they may have. */
export interface BasePlan {
  readonly seed: number;
  readonly catalogue: Catalogue;
  /** Exact number of orders, or null where demand decides. */
  readonly orders: number | null;
  /** How many customers new to the house there are to an order. */
  readonly customersPerOrder: number;
  /** No order is placed after this instant (UTC ms); null: until each performance. */
  readonly latest: number | null;
  /** Transactions after this instant are not planned yet. */
  readonly horizon: number;
}
