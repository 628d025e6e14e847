import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';

const AT_ONCE = 200;

/** Every organisation in the order of ids, read some at a time: whoever takes long over one holds up nobody, and a new one may come. */
export async function* eachOrganisation(db: Context['db']): AsyncGenerator<Pick<Organisation, 'id' | 'slug'>> {
  for (let after = ''; ; ) {
    const page = await db
      .selectFrom('organisations')
      .select(['id', 'slug'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) return;
    after = last.id;
  }
}
