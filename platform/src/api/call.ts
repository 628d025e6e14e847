// What a handler is given, typed from the contract.
import type { OPERATIONS, OperationId, Output } from '@illuminate/contract';
import type { z } from 'zod';
import type { Browser } from '../access/open-session.ts';
import type { Principal } from '../access/principal.ts';
import type { Reach } from '../access/reach.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { Sync } from '../control/schema/syncs.ts';
import type { RawBody } from './read-raw-body.ts';

type PartOf<O, K extends string> = O extends { readonly [P in K]?: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : undefined
  : undefined;

/** Schemas that were left out accept any key of type never; those name nothing. */
type KeysOf<P> = string extends keyof P ? never : keyof P;
type In<P, Name extends string> =
  Name extends KeysOf<P> ? (undefined extends P[Name & keyof P] ? 'maybe' : 'always') : never;
type Names<O, Name extends string> =
  | In<PartOf<O, 'params'>, Name>
  | In<PartOf<O, 'query'>, Name>
  | In<PartOf<O, 'body'>, Name>;
type SubjectOf<O, Name extends string, Found> = [Names<O, Name>] extends [never]
  ? null
  : 'maybe' extends Names<O, Name>
    ? Found | null
    : Found;

/** Operations answered by a stream of events, which have no handler of this kind. */
export type StreamId = 'watchConnections';
/** Operations of senders, who are known by the signature of their request: they have a door of their own. */
export type SignedId =
  | 'showDeliveryPosition'
  | 'openDelivery'
  | 'showDelivery'
  | 'sendDeliveryPart'
  | 'completeDelivery';
/** Operations answered by the bytes of a file, which are made while they are sent. */
export type BytesId = 'takeBackup' | 'downloadExport';
export type AnsweredId = Exclude<OperationId, StreamId | SignedId | BytesId>;

export interface Call<Id extends OperationId> {
  readonly params: PartOf<(typeof OPERATIONS)[Id], 'params'>;
  readonly query: PartOf<(typeof OPERATIONS)[Id], 'query'>;
  readonly body: PartOf<(typeof OPERATIONS)[Id], 'body'>;
  readonly principal: Principal;
  /** Who did it, for the audit trail. */
  readonly actor: string;
  /** Lists show what is within it only. */
  readonly reach: Reach;
  /** What the call names, found and allowed. */
  readonly organisation: SubjectOf<(typeof OPERATIONS)[Id], 'organisation', Organisation>;
  readonly connection: SubjectOf<(typeof OPERATIONS)[Id], 'connection' | 'sync', Connection>;
  readonly sync: SubjectOf<(typeof OPERATIONS)[Id], 'sync', Sync>;
  readonly browser: Browser;
  /** Aborted when the caller goes away before the answer. */
  readonly signal: AbortSignal;
  readonly raw: RawBody | null;
}

export type Handlers = {
  readonly [Id in AnsweredId]: (call: Call<Id>) => Promise<Output<Id>>;
};
