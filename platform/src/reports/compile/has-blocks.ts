import type { Group, HasBlock } from '@illuminate/contract';
import { DATASETS } from '../registry/datasets.ts';
import type { Dataset, Link } from '../registry/registry-types.ts';
import { ofSources } from '../several-sources.ts';
import { createScope, fromClause, type Parameters, type Scope } from './statement.ts';
import { compareTextsAside } from './texts.ts';

/** Blocks of other rows within blocks of other rows. */
const DEEPEST_HAS = 2;
/** Blocks of the same other rows are asked in one pass over them: each of its own would hold a table of all that it has found. */
const MANY = 4;

/** A block, and where it stands. */
export interface PlacedHas {
  readonly block: HasBlock;
  readonly path: string;
  /** How deep the group lies that it is in. */
  readonly depth: number;
  /** Whether a row that does not hold to it does not match. */
  readonly isDecisive: boolean;
}

interface Links {
  readonly dataset: Dataset;
  readonly here: Link;
  readonly there: Link;
}

/** What a block asks of other rows, compiled over these. */
type CompileWhere = (inner: Scope, placed: PlacedHas, isDecisive: boolean) => string | null;

interface HasBlocks {
  readonly scope: Scope;
  readonly parameters: Parameters;
  readonly where: CompileWhere;
}

/** A block as a condition that is never null; null, with the fault told, where it makes no sense. */
export function compileHas({ scope, parameters, where }: HasBlocks, placed: PlacedHas): string | null {
  const { block, path, isDecisive } = placed;
  const links = linksOf(scope, block);
  if (typeof links === 'string') {
    scope.wrong.push({ path: scope.depth < DEEPEST_HAS ? `${path}.via` : path, message: links });
    return null;
  }
  const { dataset, here, there } = links;
  const isNone = block.has === 'none';
  const isRequired = isDecisive && !isNone;
  need(scope, here, isRequired);
  const inner = createScope(dataset, scope.setting, parameters, scope.wrong, scope.depth + 1);
  need(inner, there, true);
  compareTextsAside(inner, parameters, [block.where]);
  const condition = where(inner, placed, true);
  const conditions = [`${there.key} IS NOT NULL`, ...(condition === null ? [] : [condition])].join(' AND ');
  const atLeast = typeof block.has === 'object' ? block.has.atLeast : 1;
  const having = atLeast > 1 ? ` HAVING count(*) >= ${BigInt(atLeast)}` : '';
  const name = scope.name();
  const rows = `SELECT ${ofSources(`${there.source} AS source,`)} ${there.key} AS found
    ${fromClause(inner)} WHERE ${conditions} GROUP BY ALL${having}`;
  join(scope, { rows, name, here, isRequired });
  return `(${name}.found IS ${isNone ? '' : 'NOT '}NULL)`;
}

/** Those of the blocks that are asked of the same other rows as many others, in one pass over them. @returns their conditions */
export function compileManyHas(blocks: HasBlocks, placed: readonly PlacedHas[]): Map<HasBlock, string> {
  const alike = new Map<string, PlacedHas[]>();
  for (const each of placed) {
    const kind = `${each.block.of} ${each.block.via}`;
    alike.set(kind, [...(alike.get(kind) ?? []), each]);
  }
  const compiled = [...alike.values()]
    .filter(({ length }) => length >= MANY)
    .flatMap((these) => inOnePass(blocks, these));
  return new Map(compiled);
}

function inOnePass({ scope, parameters, where }: HasBlocks, placed: readonly PlacedHas[]): [HasBlock, string][] {
  const [first] = placed;
  const links = first === undefined ? '' : linksOf(scope, first.block);
  // One by one, so that each is told its fault.
  if (typeof links === 'string') return [];
  const { dataset, here, there } = links;
  const isRequired = placed.some(({ block, isDecisive }) => isDecisive && block.has !== 'none');
  need(scope, here, isRequired);
  const inner = createScope(dataset, scope.setting, parameters, scope.wrong, scope.depth + 1);
  need(inner, there, true);
  const name = scope.name();
  compareTextsAside(
    inner,
    parameters,
    placed.map(({ block }) => block.where),
  );
  const conditions = placed.map((each) => where(inner, each, false) ?? 'true');
  const found = placed.map(({ block }, index) => {
    const condition = conditions[index] ?? 'true';
    return typeof block.has === 'object' ? `count(*) FILTER (${condition})` : `bool_or(${condition})`;
  });
  // What no block asks for changes none of the answers, and often the store need not even read it.
  const columns = found.map((aggregate, index) => `${aggregate} AS h${index}`).join(', ');
  const rows = `SELECT ${ofSources(`${there.source} AS source,`)} ${there.key} AS found, ${columns}
    ${fromClause(inner)} WHERE ${there.key} IS NOT NULL AND (${conditions.join(' OR ')}) GROUP BY ALL`;
  join(scope, { rows, name, here, isRequired });
  return placed.map(({ block }, index) => {
    const answer = `${name}.h${index}`;
    if (typeof block.has === 'object') return [block, `(coalesce(${answer}, 0) >= ${BigInt(block.has.atLeast)})`];
    return [block, `${block.has === 'none' ? 'NOT ' : ''}coalesce(${answer}, false)`];
  });
}

/** How rows lead to those of a block, or what is wrong with it. */
function linksOf(scope: Scope, { of, via }: HasBlock): Links | string {
  if (scope.depth >= DEEPEST_HAS) return `is a block within more than ${DEEPEST_HAS - 1} other`;
  const dataset = DATASETS[of];
  const [here, there] = [scope.dataset.links[via], dataset.links[via]];
  if (here !== undefined && there !== undefined) return { dataset, here, there };
  return `a ${(here === undefined ? scope.dataset : dataset).label} report has no ${via} to go by`;
}

function need(scope: Scope, { needs }: Link, isRequired: boolean): void {
  if (needs === null) return;
  scope.used.add(needs);
  if (isRequired) scope.required.add(needs);
}

interface JoinedBlock {
  /** One row of each at most, so that the join multiplies nothing. */
  readonly rows: string;
  readonly name: string;
  readonly here: Link;
  readonly isRequired: boolean;
}

function join({ found }: Scope, { rows, name, here, isRequired }: JoinedBlock): void {
  const same = `${ofSources(`${name}.source = ${here.source} AND`)} ${name}.found = ${here.key}`;
  const sql = `JOIN (${rows}) ${name} ON ${same}`;
  if (isRequired) found.required.push(() => sql);
  else found.others.push(() => `LEFT ${sql}`);
}

/** The blocks of a group and of the groups in it, and not those within blocks. */
export function blocksOf({ match, items }: Group, at: Omit<PlacedHas, 'block'>): PlacedHas[] {
  const isDecisive = at.isDecisive && match === 'all';
  return items.flatMap((item, index): PlacedHas[] => {
    const here = { path: `${at.path}.items.${index}`, depth: at.depth, isDecisive };
    if ('has' in item) return [{ ...here, block: item }];
    return 'items' in item ? blocksOf(item, { ...here, depth: at.depth + 1 }) : [];
  });
}
