import { idOf, sharded } from './ids.ts';

/** An event that somebody made by hand on the pages: no dates, on sale nowhere. */
export interface MadeEvent {
  readonly id: string;
  readonly name: string;
}

/** Kept as long as the process. */
export interface MadeEvents {
  of(client: string): readonly MadeEvent[];
  add(client: string, name: string): void;
  remove(client: string, id: string): void;
}

/** Above every event of a catalogue, below the orders. */
const FIRST_SEQUENCE = 150_000;

export function createMadeEvents(): MadeEvents {
  const events = new Map<string, MadeEvent[]>();
  let made = 0;
  const of = (client: string): MadeEvent[] => events.get(client) ?? [];
  return {
    of,
    add(client, name) {
      made += 1;
      events.set(client, [...of(client), { id: idOf(sharded(FIRST_SEQUENCE + made)), name }]);
    },
    remove(client, id) {
      events.set(
        client,
        of(client).filter((event) => event.id !== id),
      );
    },
  };
}
