import { type ActivityFields, activityFields, type ImportProposal } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { type LoggedActivity, readActivities } from '../../matching/read-log.ts';
import { plain } from '../../matching/title-words.ts';
import { newPlaces } from '../places.ts';
import { readFile } from './read-file.ts';
import { readRow } from './read-row.ts';

type Deps = Pick<Context, 'db'>;

/** What each row of a file would become. Nothing is stored. @throws Refusal invalid-input */
export async function proposeImport(deps: Deps, organisation: Organisation, content: string): Promise<ImportProposal> {
  const { columns, rows } = await readFile(content);
  const known = new Set((await readActivities(deps.db, organisation.id)).map(keyOfLogged));
  const seen = new Map<string, number>();
  const read = rows.map(({ row, cells }): ImportProposal['rows'][number] => {
    const { activity, faults } = readRow(cells, columns);
    if (activity === null) return { row, becomes: 'faulty', activity: null, faults: [...faults] };
    const key = keyOf(activity);
    const before = seen.get(key);
    seen.set(key, before ?? row);
    const full = activityFields.parse(activity);
    if (before !== undefined)
      return { row, becomes: 'faulty', activity: null, faults: [twice(full.title, before, columns)] };
    return { row, becomes: known.has(key) ? 'known' : 'new', activity: full, faults: [] };
  });
  const count = (becomes: 'new' | 'known' | 'faulty') => read.filter((one) => one.becomes === becomes).length;
  const places = read.flatMap(({ becomes, activity }) =>
    becomes === 'new' && activity?.place ? [activity.place] : [],
  );
  return {
    columns: columns.map((column) => ({ ...column })),
    counts: { new: count('new'), known: count('known'), faulty: count('faulty') },
    newPlaces: await newPlaces(deps, organisation, places),
    rows: read,
  };
}

function twice(
  title: string,
  before: number,
  columns: readonly ImportProposal['columns'][number][],
): ImportProposal['rows'][number]['faults'][number] {
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
