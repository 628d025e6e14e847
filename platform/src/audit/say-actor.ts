/** A person who did something: by the name of that day for people, and by the id that never changes. */
export function personAsActor({ id, name }: { readonly id: string; readonly name: string }): string {
  return `${name} (${id})`;
}

/** Who did it, as a sentence says it: without the id. */
export function sayActor(actor: string): string {
  return actor.replace(/ \(per_[0-9a-z]+\)$/, '');
}
