import { problemOf } from './client.ts';

/** What the fields of a form are called on the page, by the last part of their name in the API. */
export type FieldLabels = Readonly<Record<string, string>>;

/** How a message begins that goes on from the name of what it is about. */
const OF_SOMETHING = /^(is|are|has|have|must|may|was|names|needs|holds|begins|ends)\b/;

const nameOf = (path: string): string => path.split('.').at(-1) ?? path;

/** A message of the API as a sentence of its own, about the field that is called so. */
export function inSentence(message: string, label?: string): string {
  const said =
    label !== undefined && OF_SOMETHING.test(message)
      ? `“${label}” ${message}`
      : message.charAt(0).toLocaleUpperCase() + message.slice(1);
  return /[.!?…]$/.test(said) ? said : `${said}.`;
}

/** What the API says of single fields of a form, by their names; empty where it says nothing of them. */
export function wrongFields(err: unknown, labels: FieldLabels): Readonly<Record<string, string>> {
  const fields = problemOf(err)?.fields ?? [];
  return Object.fromEntries(
    fields.flatMap(({ path, message }) => {
      const name = nameOf(path);
      return name in labels ? [[name, inSentence(message, labels[name])]] : [];
    }),
  );
}

/** What it says of anything that has no field there. */
export function wrongBesides(err: unknown, labels: FieldLabels): readonly string[] {
  const fields = problemOf(err)?.fields ?? [];
  const besides = fields.filter(({ path }) => !(nameOf(path) in labels));
  return [...new Set(besides.map(({ message }) => inSentence(message)))];
}
