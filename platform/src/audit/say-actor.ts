/** A person who did something: by the name of that day for people, and by the id that never changes. */
export function personAsActor({ id, name }: { readonly id: string; readonly name: string }): string {
  return `${name} (${id})`;
}

/** Who did it, within a sentence: without the id. */
export function nameOfActor(actor: string): string {
  return actor.replace(/ \(per_[0-9a-z]+\)$/, '');
}

/** Who did it, at the beginning of a line. */
export function sayActor(actor: string): string {
  if (actor === 'system') return 'Illuminate';
  const name = nameOfActor(actor);
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}
