import { at, type Catalogue } from './catalogue.ts';

/** The performances of a catalogue that tickets are sold for at an instant. */
export function onSaleAt(catalogue: Catalogue, instant: number): number[] {
  const found: number[] = [];
  for (let index = 0; index < catalogue.performances.length; index += 1) {
    const each = at(catalogue.performances, index);
    if (each.onSaleAt <= instant && each.start > instant && each.cancelledAt === null && each.demand > 0)
      found.push(index);
  }
  return found;
}
