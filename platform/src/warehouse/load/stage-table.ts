import type { Column, TableName } from '@illuminate/model';
import { StoreError } from '../errors.ts';
import { hashOf, isPart, LAYOUT_COLUMN, modelColumns, packedColumns, REQUESTED_AT, SQL_TYPE } from '../layout.ts';
import type { PackedTable } from '../pack.ts';
import { isAlike } from '../packed-text.ts';
import type { Session } from '../session.ts';

/** Splits packed columns into `staging_<table>`, a temporary table with the columns of `packedColumns` and a hash. */
export async function stageTable(session: Session, table: TableName, packed: PackedTable): Promise<void> {
  await stage(session, table, packed, `CREATE OR REPLACE TEMP TABLE staging_${table} AS`);
}

/** Adds packed rows to what is staged. */
export async function addToStage(session: Session, table: TableName, packed: PackedTable): Promise<void> {
  await stage(session, table, packed, `INSERT INTO staging_${table}`);
}

async function stage(session: Session, table: TableName, packed: PackedTable, into: string): Promise<void> {
  const values = Object.entries(packedColumns(table)).map(([name, column]) => `${decoded(name, column)} AS ${name}`);
  await insert(session, packed, {
    table,
    select: `${into} SELECT ${values.join(', ')}, ${hashOf(table)} FROM`,
    order: laidOut(table),
  });
}

/** Writes the model's columns of packed rows into a table as they come, behind `before`, which are SQL. */
export async function insertPacked(
  session: Session,
  table: TableName,
  packed: PackedTable,
  { into, before }: { readonly into: string; readonly before: readonly string[] },
): Promise<void> {
  const values = Object.entries(modelColumns(table)).map(([name, column]) => decoded(name, column));
  await insert(session, packed, {
    table,
    select: `INSERT INTO ${into} SELECT ${[...before, ...values].join(', ')} FROM`,
    order: '',
  });
}

interface Insert {
  readonly table: TableName;
  readonly select: string;
  readonly order: string;
}

async function insert(session: Session, packed: PackedTable, { table, select, order }: Insert): Promise<void> {
  const texts = Object.keys(packedColumns(table)).map((name, at) => {
    const text = `decode($${at + 1})`;
    const column = packed.columns[at];
    const alike = column !== undefined && isAlike(column, packed.count);
    return `${alike ? text : `unnest(string_split(${text}, chr(31)))`} AS ${name}`;
  });
  const written = await session.run(`${select} (SELECT ${texts.join(', ')}) ${order}`, packed.columns);
  if (written !== packed.count)
    throw new StoreError('store-failed', `A batch says ${packed.count} ${table} and has ${written}.`);
}

/** In the order in which rows are to lie: a change to what is recent then touches recent row groups. */
function laidOut(table: TableName): string {
  return LAYOUT_COLUMN in packedColumns(table) ? `ORDER BY ${LAYOUT_COLUMN} NULLS LAST, source_id` : '';
}

/** An empty `staging_<table>`: the batch has none of it, but what is stored may have to go. */
export async function stageNothing(session: Session, table: TableName): Promise<void> {
  const columns = Object.entries(packedColumns(table)).map(([name, { kind }]) => `${name} ${SQL_TYPE[kind]}`);
  const hash = isPart(table) ? 'content_hash UBIGINT' : 'row_hash VARCHAR';
  await session.run(`CREATE OR REPLACE TEMP TABLE staging_${table}(${columns.join(', ')}, ${hash})`);
}

/** The SQL that turns the text of a value into the value. */
function decoded(name: string, { kind, nullable }: Column): string {
  const text = nullable ? `nullif(${name}, chr(30))` : name;
  switch (kind) {
    case 'text':
      return text;
    case 'int':
      return `${text}::BIGINT`;
    case 'instant':
      if (name === REQUESTED_AT) return `make_timestamp(${text}::BIGINT)`;
      return `make_timestamp_ms(${text}::BIGINT)`;
    case 'wall':
      return `make_timestamp_ms(${text}::BIGINT)`;
    case 'bool':
      return `(${text} = '1')`;
  }
}
