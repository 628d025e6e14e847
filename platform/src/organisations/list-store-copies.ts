import type { Output } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { listCopies } from '../warehouse/copies.ts';
import { describeCopy } from './describe-copy.ts';

export async function listStoreCopies(
  { warehouse }: Pick<Context, 'warehouse'>,
  { id }: Pick<Organisation, 'id'>,
): Promise<Output<'listStoreCopies'>> {
  return { items: (await listCopies(warehouse, id)).map(describeCopy) };
}
