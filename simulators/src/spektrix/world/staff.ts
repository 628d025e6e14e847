import { mix } from '../../random.ts';
import type { EventRecord, Performance } from '../../sales/catalogue.ts';
import { properName, SCRIPT_COUNT } from '../../sales/markers.ts';

/** The producer whom an event's internal notes name, or null. */
export function producerOf(seed: number, event: EventRecord): string | null {
  const h = mix(seed, event.integer, 143);
  return h % 4 === 1 ? properName(seed, 71, event.integer, h % SCRIPT_COUNT) : null;
}

/** The duty manager named on an instance, or null. */
export function dutyManagerOf(seed: number, performance: Performance): string | null {
  const h = mix(seed, performance.integer, 144);
  return h % 6 === 0 ? properName(seed, 72, performance.integer, h % SCRIPT_COUNT) : null;
}
