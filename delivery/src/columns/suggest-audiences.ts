import { areCounts, isAudience } from './audiences.ts';
import { type Cell, plainText } from './cells.ts';
import { DROP, type MappedColumn } from './column-map.ts';
import type { FieldName, RecordKind } from './fields.ts';
import { guessFields } from './header-guesses.ts';
import { normalHeader } from './normal-header.ts';

interface Audiences {
  readonly kind: RecordKind;
  readonly taken: Map<FieldName, number>;
  readonly rows: readonly (readonly Cell[])[];
  readonly remarks: string[];
}

/** Columns by their places that count people of one kind each. */
export function audiencesAmong(
  names: readonly string[],
  { kind, valuesOf }: { readonly kind: RecordKind; readonly valuesOf: (at: number) => readonly string[] },
): number[] {
  if (kind !== 'counts' && kind !== 'sales') return [];
  // “Paid” may be people and money; “Concession” may be how many, or a type.
  const isNothingElse = (name: string): boolean => guessFields(name, kind).every((field) => field === 'ticket_type');
  return names.flatMap((header, at) => {
    const name = normalHeader(header);
    return isAudience(name) && isNothingElse(name) && areCounts(valuesOf(at)) ? [at] : [];
  });
}

/**
 * Figures by kinds of people: of counts their sum is the figure; of sales each is a number of tickets of that type. Where a column says
 * how many they are together, that one counts.
 */
export function withAudiences(columns: MappedColumn[], places: readonly number[], given: Audiences): void {
  const { kind, taken, remarks } = given;
  const field = kind === 'counts' ? 'tickets' : 'quantity';
  const free = places.filter((at) => columns[at]?.field === DROP);
  if (free.length === 0) return;
  const are = free.length === 1 ? 'is' : 'are';
  const names = listed(free.map((at) => `“${columns[at]?.header}”`));
  const all = taken.get(field);
  const isSum = all !== undefined && addsUp(free, all, given.rows);
  const take = (): void => {
    for (const at of free) columns[at] = { header: columns[at]?.header ?? '', field };
    taken.set(field, free[0] ?? 0);
  };
  if (kind === 'counts') {
    if (all !== undefined) {
      const total = `“${columns[all]?.header}”`;
      remarks.push(
        isSum
          ? `${names} ${are} left out: ${total} has them all together.`
          : `${total} is taken for how many came, and ${names} ${are} left out. If ${names} ${are} to be counted too, choose “Tickets sold” for each: they are added up.`,
      );
      return;
    }
    // One kind alone, such as guests, is hardly all that came.
    if (free.length === 1) return;
    take();
    remarks.push(
      `${names} are added up: their sum is the number of tickets of a line. Leave out what is not to be counted. How many were of which kind is not kept.`,
    );
    return;
  }
  if (free.length === 1) return;
  const hasOwnTypes = taken.has('ticket_type') || taken.has('ticket_id') || taken.has('seat');
  if (hasOwnTypes || (all !== undefined && !isSum)) {
    remarks.push(
      `${names} seem to count tickets of several types on one line, beside ${hasOwnTypes ? 'a column of types, ticket numbers or seats' : `“${columns[all ?? 0]?.header}”, which is not their sum`}. They are left out. To load them, write a line for each type, with its name, its number of tickets and what they cost.`,
    );
    return;
  }
  if (all !== undefined) columns[all] = { header: columns[all]?.header ?? '', field: DROP };
  take();
  remarks.push(
    `Each of ${names} is taken for how many tickets of that type a line stands for. What the line cost is shared out evenly among them, since no column says what each type cost: income by ticket type is not to be relied on.`,
  );
}

/** Whether one column is the sum of the others on every line that has it. */
function addsUp(parts: readonly number[], all: number, rows: readonly (readonly Cell[])[]): boolean {
  const numberIn = (row: readonly Cell[], at: number): number =>
    Number(
      plainText(row[at])
        .replaceAll(/[,\s']/g, '')
        .replace(/^[-–—]$/, ''),
    );
  return rows.every((row) => {
    if (plainText(row[all]) === '') return true;
    return parts.reduce((sum, at) => sum + numberIn(row, at), 0) === numberIn(row, all);
  });
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
