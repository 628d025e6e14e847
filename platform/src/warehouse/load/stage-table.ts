import type { Column, TableName } from '@illuminate/model';
import { StoreError } from '../errors.ts';
import { hashOf, isPart, LAYOUT_COLUMN, modelColumns, packedColumns, REQUESTED_AT, SQL_TYPE } from '../layout.ts';
import type { PackedTable } from '../pack.ts';
import { isAlike } from '../packed-text.ts';
import type { Session } from '../session.ts';

/** Of what the hash of a staged row is made: of the texts that it came as, which is faster, or of the values that they are, as that of a layer is. */
export type HashedFrom = 'texts' | 'values';

/** Splits packed columns into `staging_<table>`, a temporary table with the columns of `packedColumns` and a hash. */
export async function stageTable(
  session: Session,
  table: TableName,
  packed: PackedTable,
  from: HashedFrom = 'texts',
): Promise<void> {
  await stage(session, table, packed, { into: `CREATE OR REPLACE TEMP TABLE staging_${table} AS`, from });
}

/** Adds packed rows to what is staged. */
export async function addToStage(
  session: Session,
  table: TableName,
  packed: PackedTable,
  from: HashedFrom = 'texts',
): Promise<void> {
  await stage(session, table, packed, { into: `INSERT INTO staging_${table}`, from });
}

async function stage(
  session: Session,
  table: TableName,
  packed: PackedTable,
  { into, from }: { readonly into: string; readonly from: HashedFrom },
): Promise<void> {
  const values = Object.entries(packedColumns(table))
    .map(([name, column]) => `${decoded(name, column)} AS ${name}`)
    .join(', ');
  const order = laidOut(table);
  await insert(
    session,
    packed,
    from === 'texts'
      ? { table, select: `${into} SELECT ${values}, ${hashOf(table)} FROM`, order }
      : {
          table,
          select: `${into} SELECT v.*, ${hashOf(table, 'v.')} FROM (SELECT ${values} FROM`,
          order: `) v ${order}`,
        },
  );
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
