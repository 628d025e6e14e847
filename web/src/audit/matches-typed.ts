import type { AuditEntry } from '@illuminate/contract';

/** Whether every word that was typed is in an entry: in who, what, to what, from where or whose. */
export function matchesTyped({ who, what, action, subject, from, organisation }: AuditEntry, typed: string): boolean {
  const text = [who, what, action, subject, from, organisation?.name].join(' ').toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
