import type { Output, ReportType } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { invalidInput, notFound } from '../refusal.ts';
import { askStore } from './ask-store.ts';
import { createParameters, createScope, fromClause, reaches } from './compile/statement.ts';
import { MOST_QUESTION_MS } from './count-report.ts';
import { DATASETS } from './registry/datasets.ts';
import { FIELD_BY_ID } from './registry/fields.ts';
import type { Dataset, Entity, FieldType } from './registry/registry-types.ts';
import { settingOf } from './setting-of.ts';

const MOST = 50;
/** What people pick from a list; amounts and times they type. */
const PICKED: readonly FieldType[] = ['text', 'id', 'choice'];
/** From the fewest rows to the most. */
const SMALLEST_FIRST: readonly ReportType[] = ['event-instances', 'customers', 'sales', 'analysis'];

export interface ListFieldValues {
  readonly organisation: Organisation;
  readonly field: string;
  /** Values of rows of this type of report; null: of the first type that has the field. */
  readonly type: ReportType | null;
  /** Anywhere in the value, without regard to case and accents. */
  readonly search: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Values that a field has in the store. @throws Refusal not-found for a field that none has; invalid-input for one whose values
 * are not listed: they tell of single bookers, or are no texts
 */
export async function listFieldValues(
  deps: Pick<Context, 'clock' | 'warehouse'>,
  { organisation, field: id, type, search, signal }: ListFieldValues,
): Promise<Output<'listFieldValues'>> {
  const field = FIELD_BY_ID.get(id);
  if (field === undefined) throw notFound(`field called ${id}`);
  const refuse = (path: string, message: string) => invalidInput([{ path, message }]);
  if (field.personal !== 'none')
    throw refuse('params.field', `${field.label} tells of single bookers, and is not listed`);
  if (!PICKED.includes(field.type))
    throw refuse('params.field', `${field.label} is typed in, and not picked from a list`);
  const dataset = datasetOf(field.entity, type);
  if (dataset === undefined) throw refuse('query.type', `reports of this type do not have ${field.label}`);
  const parameters = createParameters();
  const scope = createScope(dataset, settingOf(organisation, deps.clock.now()), parameters, []);
  const value = scope.expression(field);
  const sql = `SELECT v AS c0 FROM (SELECT DISTINCT ${value} AS v ${fromClause(scope)}) WHERE v IS NOT NULL
    AND contains(strip_accents(lower(v)), strip_accents(lower(${parameters.bind(search)}::VARCHAR)))
    ORDER BY strip_accents(lower(v)), v LIMIT ${MOST + 1}`;
  const rows = await askStore(
    deps.warehouse,
    { organisation, signal, mostMs: MOST_QUESTION_MS, kind: 'question' },
    ({ query }) => query({ sql, parameters: parameters.values }),
  );
  // Each of these types is a text in the store.
  const items = rows.slice(0, MOST).map(({ c0 }) => String(c0));
  return { items, isCut: rows.length > MOST };
}

function datasetOf(entity: Entity, type: ReportType | null): Dataset | undefined {
  const types = type === null ? SMALLEST_FIRST : [type];
  return types.map((each) => DATASETS[each]).find((dataset) => reaches(dataset, entity));
}
