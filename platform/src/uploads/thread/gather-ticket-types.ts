import type { Uploaded } from '@illuminate/delivery';
import { ticketTypeId } from '../../deliveries/rows-of-delivered.ts';
import type { SeenTicketType } from '../upload-messages.ts';

/** Of a column that is none of ticket types there may be as many as there are lines. */
const MOST_GATHERED = 5_000;
/** Nobody sorts more before a file is loaded. */
const MOST_TOLD = 500;

interface Gathered {
  tickets: number;
  lowest: number;
  highest: number;
}

/** Gathers the kinds of tickets of a file, by the names under which they are loaded. */
export function createTicketTypes() {
  const gathered = new Map<string, Gathered>();
  return {
    add(record: Uploaded): void {
      if (record.kind !== 'order') return;
      for (const { type, totalMinor } of record.tickets) {
        if (type === null) continue;
        const known = gathered.get(type);
        if (known !== undefined) {
          known.tickets += 1;
          if (totalMinor < known.lowest) known.lowest = totalMinor;
          if (totalMinor > known.highest) known.highest = totalMinor;
        } else if (gathered.size < MOST_GATHERED) {
          gathered.set(type, { tickets: 1, lowest: totalMinor, highest: totalMinor });
        }
      }
    },
    result(): SeenTicketType[] {
      // Names that differ in blanks or in letters' size are one type.
      const seen = new Map<string, SeenTicketType>();
      for (const [name, { tickets, lowest, highest }] of gathered) {
        const id = ticketTypeId(name);
        const before = seen.get(id);
        seen.set(id, {
          id,
          name: before?.name ?? name,
          tickets: (before?.tickets ?? 0) + tickets,
          lowest: Math.min(before?.lowest ?? lowest, lowest),
          highest: Math.max(before?.highest ?? highest, highest),
        });
      }
      return [...seen.values()]
        .sort((one, other) => other.tickets - one.tickets || one.name.localeCompare(other.name))
        .slice(0, MOST_TOLD);
    },
  };
}
