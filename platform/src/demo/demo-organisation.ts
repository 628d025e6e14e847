import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { addOrganisation } from '../organisations/add-organisation.ts';
import { ACTOR } from './demo-provider.ts';

export interface DemoOrganisation {
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
}

/** Makes an organisation of the demo. */
export async function demoOrganisation(context: Context, made: DemoOrganisation): Promise<Organisation> {
  const { id } = await addOrganisation(context, { ...made, actor: ACTOR });
  return context.db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
