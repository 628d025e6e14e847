import { z } from 'zod';

/**
 * What a column holds. One list serves four readers: the type of a row, its Zod schema, the packed form in which rows
 * cross from the extracting thread to the loading one, and the DDL of a store.
 *
 * - `text`: a string without control characters
 * - `int`: a safe integer (money in minor units, counts, numeric ids)
 * - `instant`: milliseconds since 1970-01-01T00:00:00Z
 * - `wall`: wall-clock time of the organisation, as milliseconds since 1970 read as if it were UTC
 * - `bool`: true or false
 */
export type ColumnKind = 'text' | 'int' | 'instant' | 'wall' | 'bool';

/** A column: its kind, and whether it may be null. */
export interface Column {
  readonly kind: ColumnKind;
  readonly nullable: boolean;
}

export type Columns = Readonly<Record<string, Column>>;

type Value<K extends ColumnKind> = K extends 'text' ? string : K extends 'bool' ? boolean : number;

/** The row that a list of columns describes. */
export type RowOf<C extends Columns> = {
  [N in keyof C]: C[N]['nullable'] extends true ? Value<C[N]['kind']> | null : Value<C[N]['kind']>;
};

export const text = { kind: 'text', nullable: false } as const;
export const textOrNull = { kind: 'text', nullable: true } as const;
export const int = { kind: 'int', nullable: false } as const;
export const intOrNull = { kind: 'int', nullable: true } as const;
export const instant = { kind: 'instant', nullable: false } as const;
export const instantOrNull = { kind: 'instant', nullable: true } as const;
export const wallOrNull = { kind: 'wall', nullable: true } as const;
export const wall = { kind: 'wall', nullable: false } as const;
export const bool = { kind: 'bool', nullable: false } as const;

const SCHEMAS: Record<ColumnKind, z.ZodType> = {
  text: z.string(),
  int: z.int(),
  instant: z.int(),
  wall: z.int(),
  bool: z.boolean(),
};

/** The Zod schema of a row, for borders where rows arrive from outside (deliveries, uploads, tests). */
export function rowSchema<C extends Columns>(columns: C): z.ZodType<RowOf<C>> {
  const shape = Object.fromEntries(
    Object.entries(columns).map(([name, { kind, nullable }]) => {
      const schema = SCHEMAS[kind];
      return [name, nullable ? schema.nullable() : schema];
    }),
  );
  // The shape is built from `columns` itself, so the two types agree by construction.
  return z.strictObject(shape) as unknown as z.ZodType<RowOf<C>>;
}
