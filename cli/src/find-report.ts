import {
  type Client,
  type CriteriaSet,
  criteriaSetId,
  type Group,
  type ReportCriteria,
  type ReportFile,
  type ReportSummary,
} from '@illuminate/contract';
import { CommandFailed, UsageError } from './errors.ts';
import { EXIT } from './exit-codes.ts';

/** A saved report by its id, or by its name as people see it; null where there is none. @throws UsageError where two have the name */
export async function lookForReport(
  client: Client,
  organisation: string,
  named: string,
): Promise<ReportSummary | null> {
  const { items } = await client.call('listReports', { params: { organisation }, query: { archived: 'all' } });
  const byId = items.find(({ id }) => id === named);
  if (byId !== undefined) return byId;
  const same = items.filter(({ name }) => name.toLowerCase() === named.trim().toLowerCase());
  const found = same.filter(({ archivedAt }) => archivedAt === null);
  // One that is put away is meant only where no other has its name.
  const [first, second] = found.length > 0 ? found : same;
  if (second === undefined) return first ?? null;
  const ids = (found.length > 0 ? found : same).map(({ id, owner }) => `${id} (${owner})`);
  throw new UsageError(`Several reports are called “${named}”: name one by its id: ${ids.join(', ')}.`);
}

/** As `lookForReport`. @throws CommandFailed where there is none */
export async function findReport(client: Client, organisation: string, named: string): Promise<ReportSummary> {
  const found = await lookForReport(client, organisation, named);
  if (found !== null) return found;
  throw new CommandFailed(
    `There is no saved report called ${named}. List them with illuminate report list --organisation ${organisation}.`,
    EXIT.notFound,
  );
}

/** The criteria of a file as the API takes them: a criteria set by its id, which people name by its name. */
export async function criteriaOfFile(
  client: Client,
  organisation: string,
  { criteria, type }: Pick<ReportFile, 'criteria' | 'type'>,
): Promise<ReportCriteria> {
  if (!('criteriaSet' in criteria)) return { own: criteria };
  return { criteriaSet: (await findCriteriaSet(client, organisation, criteria.criteriaSet, type)).id };
}

/** The criteria of a file, written out. */
export async function groupOfFile(
  client: Client,
  organisation: string,
  { criteria, type }: Pick<ReportFile, 'criteria' | 'type'>,
): Promise<Group> {
  if (!('criteriaSet' in criteria)) return criteria;
  return (await findCriteriaSet(client, organisation, criteria.criteriaSet, type)).criteria;
}

async function findCriteriaSet(
  client: Client,
  organisation: string,
  named: string,
  type: CriteriaSet['type'],
): Promise<CriteriaSet> {
  const params = { organisation };
  if (criteriaSetId.safeParse(named).success)
    return client.call('showCriteriaSet', { params: { ...params, criteriaSet: named } });
  const { items } = await client.call('listCriteriaSets', { params, query: { type } });
  const same = items.filter(({ name }) => name.toLowerCase() === named.trim().toLowerCase());
  // A house's own is meant before the standard one of the same name.
  const found = same.find(({ isStandard }) => !isStandard) ?? same[0];
  if (found !== undefined) return found;
  const names = items.map(({ name }) => name).join(', ');
  throw new CommandFailed(`There is no criteria set called “${named}” for ${type} reports: ${names}.`, EXIT.notFound);
}
