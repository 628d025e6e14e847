import type { ColumnKind, TableName } from '@illuminate/model';
import { isPart, modelColumns } from './layout.ts';
import { PackedColumn } from './packed-text.ts';

export type ModelRow = Readonly<Record<string, string | number | boolean | null>>;

interface WrittenColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  readonly packed: PackedColumn;
}

/** The rows of one table, each written column by column as it comes. */
export class PackedRows {
  readonly #table: TableName;
  readonly #columns: readonly WrittenColumn[];
  readonly #requested = new PackedColumn();
  readonly #isPart: boolean;
  #end = 0;
  #dropped: number[] = [];

  constructor(table: TableName) {
    this.#table = table;
    this.#isPart = isPart(table);
    this.#columns = Object.entries(modelColumns(table)).map(([name, { kind, nullable }]) => {
      return { name, kind, nullable, packed: new PackedColumn() };
    });
  }

  /** The number of the next row. */
  get end(): number {
    return this.#end;
  }

  /** How many rows there are, without those that were dropped. */
  get count(): number {
    return this.#end - this.#dropped.length;
  }

  get bytes(): number {
    let bytes = this.#requested.length;
    for (const { packed } of this.#columns) bytes += packed.length;
    return bytes;
  }

  /**
   * Writes a row. One that stands for itself says when it was asked for (ms, thousandths count).
   * @returns its number
   * @throws RangeError if it does not hold what the model says
   */
  add(row: ModelRow, requestedAt: number | null): number {
    for (const { name, kind, nullable, packed } of this.#columns) {
      // The key of a row without an id of its own is its performance.
      const value = row[name] ?? (name === 'source_id' ? row.performance_id : null);
      if (value === null || value === undefined) {
        if (!nullable) throw new RangeError(`${this.#table}.${name} is missing`);
        if (kind === 'text') packed.writeText(null);
        else packed.writeInteger(null);
      } else if (typeof value === 'string' && kind === 'text') packed.writeText(value);
      else if (typeof value === 'boolean' && kind === 'bool') packed.writeInteger(value ? 1 : 0);
      else if (Number.isSafeInteger(value) && kind !== 'text' && kind !== 'bool') packed.writeInteger(value as number);
      else throw new RangeError(`${this.#table}.${name} does not hold what the model says`);
    }
    if (requestedAt !== null) this.#requested.writeInteger(Math.round(requestedAt * 1_000));
    this.#end += 1;
    return this.#end - 1;
  }

  /** Leaves a row out after all: a newer one has come in its place. */
  drop(row: number): void {
    this.#dropped.push(row);
  }

  /** The columns of `packedColumns`, to be handed over; begins anew. */
  take(): Uint8Array<ArrayBuffer>[] {
    const dropped = this.#dropped.sort((a, b) => a - b);
    this.#end = 0;
    this.#dropped = [];
    const own = this.#columns.map(({ packed }) => packed.take(dropped));
    return this.#isPart ? own : [...own, this.#requested.take(dropped)];
  }
}
