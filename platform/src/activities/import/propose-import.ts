import {
  type ActivityFields,
  type ActivityImportField,
  activityFields,
  type ImportProposal,
} from '@illuminate/contract';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { inSlices } from '../../in-slices.ts';
import { type LoggedActivity, readActivities } from '../../matching/read-log.ts';
import { plain } from '../../matching/title-words.ts';
import { settingOf } from '../../reports/setting-of.ts';
import type { FinancialYear } from '../financial-year.ts';
import { listPlaces, newPlaces } from '../places.ts';
import { alikePlaces } from './alike-places.ts';
import { columnExamples } from './column-examples.ts';
import { type ImportColumn, nameOfField } from './columns.ts';
import { compareTotals } from './compare-totals.ts';
import { type FileRow, fillRows } from './fill-rows.ts';
import { whyLeftOut } from './leave-out.ts';
import { type FileForm, readFile } from './read-file.ts';
import { type RowFault, readRow } from './read-row.ts';
import { rememberedColumns } from './remembered-columns.ts';
import { settleColumns } from './settle-columns.ts';
import { settleYear, tellUndated } from './settle-year.ts';
import { whatDiffers } from './what-differs.ts';

type Deps = Pick<Context, 'db' | 'clock'>;
type ProposedRow = ImportProposal['rows'][number];

export interface ImportedFile extends FileForm {
  /** Of the file. */
  readonly name: string;
  readonly content: string;
  /** What its columns are, as somebody says; left out: as remembered, or by what they are called. */
  readonly columns?: readonly ImportColumn[] | undefined;
  /** The year of days that have none, such as “2025/26” or “2025”; left out: they are faults. */
  readonly year?: string | undefined;
}

/**
 * What each row of a file would become; others have their turn meanwhile. Nothing is stored. Where no column is a required field, what is
 * missing is told instead of rows.
 * @throws Refusal invalid-input
 */
export async function proposeImport(
  deps: Deps,
  organisation: Organisation,
  { name, content, columns: chosen, sheet, headerLine, year: said }: ImportedFile,
): Promise<ImportProposal> {
  const file = await readFile(content, { sheet, headerLine });
  const { headers, rows: raw } = file;
  const remembered = await rememberedColumns(deps, organisation, headers);
  const { columns, from, missing } = settleColumns(headers, { chosen, remembered });
  const examples = columnExamples(raw, headers.length);
  const told = {
    headerLine: file.headerLine,
    sheet: file.sheet,
    sheets: [...file.sheets],
    columns: columns.map((column, at) => ({ ...column, examples: examples[at] ?? [] })),
    columnsFrom: from,
    missing: [...missing],
  };
  if (missing.length > 0) {
    const counts = { new: 0, known: 0, faulty: 0, leftOut: 0 };
    return { ...told, undated: null, counts, newPlaces: [], alikePlaces: [], rows: [] };
  }
  const rows = fillRows(raw, (at) => SHARED.has(columns[at]?.field ?? null));
  const known = new Map((await readActivities(deps.db, organisation.id)).map((one) => [keyOfLogged(one), one]));
  const setting = settingOf(organisation, deps.clock.now());
  const year = settleYear(said, setting);
  const read = await inSlices(becoming({ rows, columns, known, year }));
  const count = (becomes: (typeof read)[number]['becomes']) => read.filter((one) => one.becomes === becomes).length;
  const places = read.flatMap(({ becomes, activity }) =>
    becomes === 'new' && activity?.place ? [activity.place] : [],
  );
  const fresh = await newPlaces(deps, organisation, places);
  const { items: kept } = await listPlaces(deps, organisation);
  return {
    ...told,
    undated: await tellUndated(
      rows.filter((_, at) => read[at]?.becomes !== 'left-out'),
      { columns, year, file, name, ...setting },
    ),
    counts: { new: count('new'), known: count('known'), faulty: count('faulty'), leftOut: count('left-out') },
    newPlaces: fresh,
    alikePlaces: await alikePlaces(
      fresh,
      kept.map(({ name }) => name),
    ),
    rows: compareTotals(rows, columns, read),
  };
}

/** A cell of these that is merged over several rows holds for each of them. */
const SHARED: ReadonlySet<ActivityImportField | null> = new Set(['kind', 'artform', 'place', 'from', 'to', 'method']);

interface ReadRows {
  readonly rows: readonly FileRow[];
  readonly columns: readonly ImportColumn[];
  readonly known: ReadonlyMap<string, LoggedActivity>;
  readonly year: FinancialYear | null;
}

/** What each row becomes, one after another. */
function* becoming({ rows, columns, known, year }: ReadRows): Generator<undefined, ProposedRow[]> {
  const seen = new Map<string, number>();
  const becomes = ({ row, cells }: FileRow): ProposedRow => {
    const leftOut = whyLeftOut(cells, columns);
    if (leftOut !== null) return { row, becomes: 'left-out', activity: null, faults: [leftOut] };
    const { activity, faults, warnings } = readRow(cells, columns, year);
    if (activity === null) return { row, becomes: 'faulty', activity: null, faults: [...faults] };
    const key = keyOf(activity);
    const before = seen.get(key);
    seen.set(key, before ?? row);
    const full = activityFields.parse(activity);
    if (before !== undefined)
      return { row, becomes: 'faulty', activity: null, faults: [twice(full.title, before, columns)] };
    const logged = known.get(key);
    if (logged === undefined) return { row, becomes: 'new', activity: full, faults: [...warnings] };
    return { row, becomes: 'known', activity: full, faults: whatDiffers(full, logged, columns) };
  };
  const read: ProposedRow[] = [];
  for (const each of rows) {
    read.push(becomes(each));
    yield;
  }
  return read;
}

function twice(title: string, before: number, columns: readonly ImportColumn[]): RowFault {
  return {
    column: nameOfField(columns, 'title'),
    value: title,
    fault: `is the same as row ${before}: title, days and place`,
    next: 'Leave one of the two out, or say in the title what tells them apart.',
  };
}

const key = (title: string, from: string, to: string, place: string | null): string =>
  [plain(title).replaceAll(/\s+/g, ' ').trim(), from, to, plain(place ?? '').trim()].join('\n');

const keyOf = ({ title, from, to, place }: ActivityFields): string => key(title, from, to ?? from, place ?? null);
const keyOfLogged = ({ title, from_day, to_day, place }: LoggedActivity): string => key(title, from_day, to_day, place);
