import type { Simulation } from '../simulation.ts';

const EVENT = /<event id="(\d+)">[\s\S]*?<\/event>/g;

/** What faults do to elements of every second performance, in either feed: another kind of content, or none. */
export function bendElements({ faults }: Simulation, target: string, pieces: readonly string[]): readonly string[] {
  const changed = faults.take('type-change', target);
  const missing = faults.take('missing-field', target);
  if (!changed && !missing) return pieces;
  const bend = (event: string): string => {
    const words = changed ? replaced(event, changed.value, '$1in the evening$2') : event;
    return missing ? replaced(words, missing.value, '') : words;
  };
  return [pieces.join('').replace(EVENT, (event: string, id: string) => (Number(id) % 2 === 0 ? bend(event) : event))];
}

function replaced(event: string, name: string | null, by: string): string {
  const element = name ?? 'date_time_iso';
  return event.replace(new RegExp(`(<${element}(?: [^>]*)?>)[^<]*(</${element}>)`), by);
}
