import { type ActivityFields, activityFields, type ImportProposal } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { inSlices } from '../../in-slices.ts';
import { type LoggedActivity, readActivities } from '../../matching/read-log.ts';
import { plain } from '../../matching/title-words.ts';
import { listPlaces, newPlaces } from '../places.ts';
import { alikePlaces } from './alike-places.ts';
import { whyLeftOut } from './leave-out.ts';
import { type ReadFile, readFile } from './read-file.ts';
import { type RowFault, readRow } from './read-row.ts';
import { whatDiffers } from './what-differs.ts';

type Deps = Pick<Context, 'db'>;
type ProposedRow = ImportProposal['rows'][number];

/** What each row of a file would become; others have their turn meanwhile. Nothing is stored. @throws Refusal invalid-input */
export async function proposeImport(deps: Deps, organisation: Organisation, content: string): Promise<ImportProposal> {
  const { columns, rows } = await readFile(content);
  const known = new Map((await readActivities(deps.db, organisation.id)).map((one) => [keyOfLogged(one), one]));
  const read = await inSlices(becoming({ rows, columns, known }));
  const count = (becomes: (typeof read)[number]['becomes']) => read.filter((one) => one.becomes === becomes).length;
  const places = read.flatMap(({ becomes, activity }) =>
    becomes === 'new' && activity?.place ? [activity.place] : [],
  );
  const fresh = await newPlaces(deps, organisation, places);
  const { items: kept } = await listPlaces(deps, organisation);
  return {
    columns: columns.map((column) => ({ ...column })),
    counts: { new: count('new'), known: count('known'), faulty: count('faulty'), leftOut: count('left-out') },
    newPlaces: fresh,
    alikePlaces: await alikePlaces(
      fresh,
      kept.map(({ name }) => name),
    ),
    rows: read,
  };
}

interface ReadRows extends ReadFile {
  readonly known: ReadonlyMap<string, LoggedActivity>;
}

/** What each row becomes, one after another. */
function* becoming({ rows, columns, known }: ReadRows): Generator<undefined, ProposedRow[]> {
  const seen = new Map<string, number>();
  const becomes = ({ row, cells }: ReadFile['rows'][number]): ProposedRow => {
    const leftOut = whyLeftOut(cells, columns);
    if (leftOut !== null) return { row, becomes: 'left-out', activity: null, faults: [leftOut] };
    const { activity, faults } = readRow(cells, columns);
    if (activity === null) return { row, becomes: 'faulty', activity: null, faults: [...faults] };
    const key = keyOf(activity);
    const before = seen.get(key);
    seen.set(key, before ?? row);
    const full = activityFields.parse(activity);
    if (before !== undefined)
      return { row, becomes: 'faulty', activity: null, faults: [twice(full.title, before, columns)] };
    const logged = known.get(key);
    if (logged === undefined) return { row, becomes: 'new', activity: full, faults: [] };
    return { row, becomes: 'known', activity: full, faults: whatDiffers(full, logged, columns) };
  };
  const read: ProposedRow[] = [];
  for (const each of rows) {
    read.push(becomes(each));
    yield;
  }
  return read;
}

function twice(title: string, before: number, columns: readonly ImportProposal['columns'][number][]): RowFault {
  return {
    column: columns.find(({ field }) => field === 'title')?.header ?? 'title',
    value: title,
    fault: `is the same as row ${before}: title, days and place`,
    next: 'Leave one of the two out, or say in the title what tells them apart.',
  };
}

const key = (title: string, from: string, to: string, place: string | null): string =>
  [plain(title).replaceAll(/\s+/g, ' ').trim(), from, to, plain(place ?? '').trim()].join('\n');

const keyOf = ({ title, from, to, place }: ActivityFields): string => key(title, from, to ?? from, place ?? null);
const keyOfLogged = ({ title, from_day, to_day, place }: LoggedActivity): string => key(title, from_day, to_day, place);
