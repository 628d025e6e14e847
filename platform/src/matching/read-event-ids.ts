// Which events a person may have meant by what they typed. Pure.
import type { EventIdForm } from '@illuminate/connector-kit';

/** What is known of an event by which somebody may name it. */
export interface NamedEvent {
  readonly connectionId: string;
  readonly eventId: string;
  /** The integer that people see. */
  readonly number: number | null;
  readonly webId: string | null;
}

export type ReadEventIds<Event extends NamedEvent> =
  | { readonly kind: 'none' }
  /** Nothing in it has the form of an id, or no event has it. */
  | { readonly kind: 'unknown' }
  /** The same id names events of several box offices, or could be cut in several ways. */
  | { readonly kind: 'ambiguous'; readonly events: readonly Event[] }
  | { readonly kind: 'found'; readonly events: readonly Event[] };

export interface EventIdIndex<Event extends NamedEvent> {
  find(key: string): readonly Event[];
  readonly formsOf: ReadonlyMap<string, readonly EventIdForm[]>;
}

const keyOf = (connectionId: string, is: EventIdForm['is'], id: string): string =>
  `${connectionId} ${is} ${is === 'number' ? String(Number(id)) : id.toUpperCase()}`;

/** Looks events up by any of their ids. `formsOf` gives the forms of each connection's box office. */
export function indexEventIds<Event extends NamedEvent>(
  events: readonly Event[],
  formsOf: ReadonlyMap<string, readonly EventIdForm[]>,
): EventIdIndex<Event> {
  const byKey = new Map<string, Event[]>();
  const put = (event: Event, is: EventIdForm['is'], id: string): void => {
    const key = keyOf(event.connectionId, is, id);
    byKey.set(key, [...(byKey.get(key) ?? []), event]);
  };
  for (const event of events) {
    put(event, 'id', event.eventId);
    if (event.number !== null) put(event, 'number', String(event.number));
    if (event.webId !== null && event.webId !== '') put(event, 'web-id', event.webId);
  }
  return { find: (key) => byKey.get(key) ?? [], formsOf };
}

const AROUND = /^[\s"'“”‘’«»()[\]{}<>.,;:!?#*_/\\|–—-]+|[\s"'“”‘’«»()[\]{}<>.,;:!?#*_/\\|–—-]+$/g;
const LABEL =
  /^(?:(?:box ?office|provider|web)\s+)?(?:(?:event|show)\s*(?:id|no|nr|num|number|ref|reference)?|id|no|nr|num|number|ref|reference)[\s.:=#]+/i;
const BETWEEN = /\s*(?:[,;|\n\r\t]|\s[/&+]\s|\sand\s)\s*/i;
const ZERO_WIDTH = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;
const THOUSANDS = /^\d{1,3}(?:[,\s’'.]\d{3})+$/;
/** What a spreadsheet makes of an integer. */
const DECIMALS = /^(\d+)\.0+$/;

/** One id without what stands around it by habit or mistake. */
function trimmed(text: string): string {
  const bare = text.replaceAll(AROUND, '');
  const unlabelled = /^[a-z]+:\/\//i.test(bare) ? bare : bare.replace(LABEL, '');
  return unlabelled.replaceAll(AROUND, '').replace(DECIMALS, '$1');
}

function eventsOf<Event extends NamedEvent>(one: string, index: EventIdIndex<Event>): Event[] {
  const found = new Set<Event>();
  for (const [connectionId, forms] of index.formsOf) {
    for (const event of index.find(keyOf(connectionId, 'id', one))) found.add(event);
    for (const { pattern, is } of forms) {
      const id = pattern.exec(one)?.groups?.id;
      if (id === undefined) continue;
      for (const event of index.find(keyOf(connectionId, is, id))) found.add(event);
    }
  }
  return [...found];
}

/** The ways in which a text can be cut into ids: as a whole, without the spaces within, or at what stands between several. */
function cuts(text: string): string[][] {
  const whole = trimmed(text);
  if (whole === '') return [];
  const several = text
    .split(BETWEEN)
    .map(trimmed)
    .filter((part) => part !== '');
  const ways = [[whole]];
  if (THOUSANDS.test(whole)) ways.push([whole.replaceAll(/\D/g, '')]);
  else if (/\s/.test(whole)) ways.push([whole.replaceAll(/\s+/g, '')]);
  if (several.length > 1) ways.push(several);
  const spaced = text
    .split(/\s+/)
    .map(trimmed)
    .filter((part) => part !== '');
  if (spaced.length > 1) ways.push(spaced);
  return ways;
}

/**
 * The events that are named by a text as a person typed it: an id in any form of the box office, or several ids. An event is found
 * only if everything in one way of cutting the text names one, and all ways that do so agree.
 */
export function readEventIds<Event extends NamedEvent>(
  typed: string | null,
  index: EventIdIndex<Event>,
): ReadEventIds<Event> {
  const text = (typed ?? '').normalize('NFKC').replaceAll(ZERO_WIDTH, '').trim();
  const ways = cuts(text);
  if (ways.length === 0) return { kind: 'none' };
  const readings = new Map<string, Event[]>();
  let ambiguous: Event[] = [];
  for (const way of ways) {
    const found = way.map((one) => eventsOf(one, index));
    if (found.some(({ length }) => length === 0)) continue;
    if (found.some(({ length }) => length > 1)) {
      ambiguous = [...ambiguous, ...found.flat()];
      continue;
    }
    const events = [...new Set(found.flat())];
    readings.set(
      events
        .map(({ connectionId, eventId }) => `${connectionId} ${eventId}`)
        .sort()
        .join('\n'),
      events,
    );
  }
  const [only, other] = [...readings.values()];
  if (only !== undefined && other === undefined && ambiguous.length === 0) return { kind: 'found', events: only };
  if (only === undefined && ambiguous.length === 0) return { kind: 'unknown' };
  return { kind: 'ambiguous', events: [...new Set([...readings.values(), ambiguous].flat())] };
}
