// Why a change of something that is saved by several people is not made.
import { formatWall, zoneOf } from '@illuminate/model';
import { nameOfActor } from '../../audit/say-actor.ts';
import { Refusal } from '../../refusal.ts';

interface Changed {
  readonly name: string;
  readonly version: number;
  readonly changed_by: string;
  readonly changed_at: Date;
}

/** @throws Refusal conflict, which says who changed it meanwhile, and when */
export function requireVersion(row: Changed, version: number, zone: string): void {
  if (row.version === version) return;
  const at = formatWall(zoneOf(zone).toWall(row.changed_at.getTime()));
  throw new Refusal({
    code: 'conflict',
    detail: `“${row.name}” was changed by ${nameOfActor(row.changed_by)} on ${at} (version ${row.version}), after you read version ${version}.`,
    whoActs: 'organisation',
    nextStep: 'Read it again, and make your change to what it is now.',
  });
}

export function nameTaken(what: string, name: string): Refusal {
  return new Refusal({
    code: 'conflict',
    detail: `There is a ${what} called “${name}” already.`,
    whoActs: 'organisation',
    nextStep: 'Give it another name, or change the one that is there.',
  });
}

/** "Copy of X", and with a number where that is taken. */
export function nameOfCopy(name: string, taken: ReadonlySet<string>): string {
  const base = `Copy of ${name}`.slice(0, 114);
  let copy = base;
  for (let number = 2; taken.has(copy.toLowerCase()); number += 1) copy = `${base} (${number})`;
  return copy;
}
