import type { Output } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { describeRoles } from './describe-roles.ts';
import { findPerson } from './person-roles.ts';

/** In the order in which they were made, which goes from the one organisation to the whole platform. */
export async function listDemoPeople(
  deps: Pick<Context, 'db' | 'connectors'>,
  { mayOpenDemo }: { readonly mayOpenDemo: boolean },
): Promise<Output<'listDemoPeople'>> {
  if (!mayOpenDemo) return { items: [] };
  const people = await deps.db
    .selectFrom('people')
    .select('id')
    .where('demo', '=', true)
    .orderBy('created_at')
    .limit(50)
    .execute();
  const items: Output<'listDemoPeople'>['items'] = [];
  for (const { id } of people) {
    const person = await findPerson(deps, id);
    if (person === null) continue;
    items.push({ email: person.email, name: person.name, ...(await describeRoles(deps, person)) });
  }
  return { items };
}
