import type { HasBlock, ReportType } from '@illuminate/contract';
import type { Source } from '../availability.ts';

/** What a row of a data set, or something that belongs to it, is. A value of an entity is counted once per its key. */
export type Entity =
  | 'ticket'
  | 'movement'
  | 'order'
  | 'customer'
  | 'booking'
  | 'bookingTickets'
  | 'event'
  | 'eventSpan'
  | 'eventSales'
  | 'performance'
  | 'sold'
  | 'capacity'
  | 'booked'
  | 'venue'
  | 'ticketType'
  | 'ticketClass';

/** `wall` is a moment in the organisation's wall time; `money` an amount in minor units; `id` a text compared to the letter. */
export type FieldType = 'text' | 'id' | 'choice' | 'integer' | 'money' | 'wall' | 'boolean';

/** Whether a value tells of a booker: such columns need a role and a reason to leave the organisation. */
export type PersonalClass = 'none' | 'pseudonymous';

export interface Field {
  readonly id: string;
  readonly label: string;
  /** Other names under which box office users know it, and look for it. */
  readonly alsoCalled?: readonly string[];
  /** As the palette groups it. */
  readonly group: string;
  readonly entity: Entity;
  /** Whose join it is read from, where that is not its entity's own: what needs more work is joined only where it is asked for. */
  readonly from?: Entity;
  readonly type: FieldType;
  /** Over the aliases of the data sets' joins. `$wall(…)` is an instant in the organisation's wall time. */
  readonly sql: string;
  readonly choices?: readonly string[];
  readonly definition: string;
  /** Raised when the SQL comes to mean something else while the words stay: saved reports then say so. 1 where it is left out. */
  readonly semantics?: number;
  readonly pitfalls?: string;
  readonly personal: PersonalClass;
  readonly common: boolean;
  /** What a box office must supply for the field to have values. */
  readonly suppliedBy: Source;
}

/** What it does when groups are put together: adds up, adds up but not over time or shared rows, or does not add up. */
export type Additivity = 'additive' | 'semi-additive' | 'non-additive';

interface MeasureWords {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly type: 'integer' | 'money' | 'decimal' | 'percent';
  readonly additivity: Additivity;
  readonly definition: string;
  /** As of a field. */
  readonly semantics?: number;
  readonly pitfalls?: string;
  readonly common: boolean;
}

/** Aggregated over rows of one entity: each row counts once in a group, however many rows of the data set belong to it. */
export interface PlainMeasure extends MeasureWords {
  readonly kind: 'plain';
  readonly entity: Entity;
  /** It is how many things there are, and nothing else of them. */
  readonly isHowMany?: true;
  /** What is taken of each row, by name. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The aggregate, over the names of `inputs`. */
  readonly aggregate: string;
}

/** One measure divided by another; nothing where the divisor is zero. */
export interface RatioMeasure extends MeasureWords {
  readonly kind: 'ratio';
  readonly of: string;
  readonly by: string;
}

export type Measure = PlainMeasure | RatioMeasure;

export interface Join {
  readonly entity: Entity;
  /** Entities whose joins come first. */
  readonly needs: readonly Entity[];
  readonly sql: string;
  /** What tells two of them apart, in several sources together with its `connection_id`; null of what only belongs to another. */
  readonly key: string | null;
}

/** What tells things of an entity apart, and the join that it needs. */
export interface Told {
  readonly needs: Entity | null;
  readonly key: string;
}

export interface Link {
  readonly needs: Entity | null;
  readonly key: string;
  /** The connection that the key is of. */
  readonly source: string;
}

export interface Dataset {
  readonly id: ReportType;
  readonly label: string;
  /** "One row per …". */
  readonly grain: string;
  readonly description: string;
  readonly entity: Entity;
  /** Entities of which each row has one of its own, so that they count as the rows do. */
  readonly alike: readonly Entity[];
  readonly from: string;
  readonly key: readonly string[];
  readonly joins: readonly Join[];
  /** What tells things apart without their own join. */
  readonly told: Partial<Record<Entity, Told>>;
  /** By what its rows share something with rows of any data set: the expressions that must be equal, and the join that they need. */
  readonly links: Partial<Record<HasBlock['via'], Link>>;
  /** Who booked what a row is of: an expression for one booker, or for a list of them, and the joins that it needs. */
  readonly bookers: { readonly needs: readonly Entity[]; readonly each: string; readonly isList: boolean };
  /** What a report that names no date has to be asked. */
  readonly dates: readonly string[];
}
