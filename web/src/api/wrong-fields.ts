import { problemOf } from './client.ts';

/** What the API says of single fields of a form, by their names; empty where it says nothing of fields. */
export function wrongFields(err: unknown): Readonly<Record<string, string>> {
  const fields = problemOf(err)?.fields ?? [];
  return Object.fromEntries(fields.map(({ path, message }) => [path.split('.').at(-1) ?? path, message]));
}
