// What the fields and measures of a report meant when it was saved, and what has changed about that since.
import { createHash } from 'node:crypto';
import type { ChangedDefinition, Group, ReportDefinition } from '@illuminate/contract';
import { formatWall, zoneOf } from '@illuminate/model';
import type { PinnedDefinition } from '../../control/schema/reports.ts';
import { FIELD_BY_ID } from '../registry/fields.ts';
import { MEASURE_BY_ID } from '../registry/measures.ts';

export type Pins = Readonly<Record<string, PinnedDefinition>>;

type Asked = Pick<ReportDefinition, 'criteria' | 'output'>;

/** Every field and measure that a report names, and what its ratios are made of. */
function namedIn({ criteria, output }: Asked): string[] {
  const ids = new Set<string>();
  const ofGroup = ({ items }: Group): void => {
    for (const item of items) {
      if ('field' in item) ids.add(item.field);
      else ofGroup('has' in item ? item.where : item);
    }
  };
  const ofMeasure = (id: string): void => {
    ids.add(id);
    const measure = MEASURE_BY_ID.get(id);
    if (measure?.kind === 'ratio') [measure.of, measure.by].forEach(ofMeasure);
  };
  ofGroup(criteria);
  if (output.mode === 'rows') for (const { field } of output.columns) ids.add(field);
  else {
    for (const { field } of output.keys) ids.add(field);
    for (const each of output.measures) {
      if ('measure' in each) ofMeasure(each.measure);
      else ids.add(each.field);
    }
  }
  return [...ids];
}

interface Meaning {
  readonly version: string;
  readonly label: string;
  readonly definition: string;
}

/**
 * The version of a definition: a hash of what it says, what its values are and how they add up, and of the number that is raised
 * where the store is asked something else in the same words. A better label, or a warning more, changes nothing.
 */
function meaningOf(id: string): Meaning | null {
  const found = FIELD_BY_ID.get(id) ?? MEASURE_BY_ID.get(id);
  if (found === undefined) return null;
  const adds = 'additivity' in found ? found.additivity : null;
  const said = JSON.stringify([found.definition, found.type, adds, found.semantics ?? 1]);
  const version = createHash('sha256').update(said).digest('hex').slice(0, 16);
  return { version, label: found.label, definition: found.definition };
}

/** Pins what is named and not pinned yet, at `at`; what is no longer named is let go. With `anew` everything is pinned as it is now. */
export function pinsOf(asked: Asked, { pins = {}, at }: { readonly pins?: Pins; readonly at: Date }): Pins {
  const pinned: Record<string, PinnedDefinition> = {};
  for (const id of namedIn(asked)) {
    const meaning = meaningOf(id);
    const kept = pins[id];
    if (kept !== undefined) pinned[id] = kept;
    else if (meaning !== null) pinned[id] = { ...meaning, at: at.toISOString() };
  }
  return pinned;
}

/** What no longer means what it meant when it was pinned, of what a report names. */
export function changesSince(asked: Asked, pins: Pins, zone: string): ChangedDefinition[] {
  return namedIn(asked).flatMap((id) => {
    const pin = pins[id];
    const meaning = meaningOf(id);
    if (pin === undefined || pin.version === meaning?.version) return [];
    const day = formatWall(zoneOf(zone).toWall(Date.parse(pin.at))).slice(0, 10);
    const label = meaning?.label ?? pin.label;
    return [
      {
        ...{ id, label, pinnedAt: pin.at, was: pin.definition, is: meaning?.definition ?? null },
        sentence:
          meaning === null
            ? `“${label}” is no longer there: the report was saved with it on ${day}.`
            : `The definition of “${label}” has changed since the report was saved on ${day}. It was: ${pin.definition}`,
      },
    ];
  });
}
