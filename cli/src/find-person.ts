import type { Client, Output } from '@illuminate/contract';
import { allPages } from './all-pages.ts';
import { CommandFailed } from './errors.ts';
import { EXIT } from './exit-codes.ts';

type Person = Output<'listPeople'>['items'][number];

/** Somebody by e-mail address, as people name them, or by id. */
export async function findPerson(client: Client, named: string): Promise<Person> {
  const { items } = await allPages((query) => client.call('listPeople', { query }));
  const key = named.trim().toLowerCase();
  const found = items.find(({ id, email }) => id === named || email.toLowerCase() === key);
  if (found !== undefined) return found;
  throw new CommandFailed(`Nobody has an account with ${named}. List them with illuminate people list.`, EXIT.notFound);
}
